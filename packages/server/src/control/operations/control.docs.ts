import type { ControlReply } from '@gitlab-internal-api/contract';
import type { ControlContext } from '../handler.ts';
import { servedPage } from '../served.ts';

/** Answers the page that shows the control API's contract. */
export function getControlReference(
  _input: unknown,
  context: ControlContext,
): Promise<ControlReply<'getControlReference'>> {
  return servedPage(context, 'control');
}
