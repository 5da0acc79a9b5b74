import type { ControlReply } from '@gitlab-internal-api/contract';
import type { ControlContext } from '../handler.ts';

/** Answers what was measured so far. */
export async function getMetrics(
  _input: unknown,
  { metrics, connections }: ControlContext,
): Promise<ControlReply<'getMetrics'>> {
  return { status: 200, headers: { 'Content-Type': metrics.contentType }, body: await metrics.text(connections()) };
}
