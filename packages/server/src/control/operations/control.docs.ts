import type { ControlReply } from '@gitlab-internal-api/contract';
import type { ControlContext } from '../handler.ts';
import { servedPage } from '../served.ts';

/** Answers the page that shows the control API's contract. */
export async function getControlReference(
  _input: unknown,
  context: ControlContext,
): Promise<ControlReply<'getControlReference'>> {
  const page = await servedPage(context, 'control');
  if (page === undefined) return { status: 404, body: { error: '404 Not Found' } };
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: page };
}
