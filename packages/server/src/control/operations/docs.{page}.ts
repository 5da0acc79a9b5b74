import type { ControlInput, ControlReply } from '@gitlab-internal-api/contract';
import type { ControlContext } from '../handler.ts';
import { servedPage } from '../served.ts';

/** Answers a page of the reference site. */
export function getReferencePage(
  { page }: ControlInput<'getReferencePage'>,
  context: ControlContext,
): Promise<ControlReply<'getReferencePage'>> {
  return servedPage(context, page);
}
