import type { ControlReply } from '@gitlab-internal-api/contract';
import type { ControlContext } from '../handler.ts';
import { servedPage } from '../served.ts';

/** Answers the page that leads to all others. */
export function getReference(_input: unknown, context: ControlContext): Promise<ControlReply<'getReference'>> {
  return servedPage(context, 'start');
}
