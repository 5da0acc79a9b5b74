import type { ControlReply } from '@gitlab-internal-api/contract';
import type { ControlContext } from '../handler.ts';

/** Answers what was measured so far, also while the database is away. */
export async function getMetrics(
  _input: unknown,
  { metrics, connections, worlds, isDatabaseThere }: ControlContext,
): Promise<ControlReply<'getMetrics'>> {
  const count = (await isDatabaseThere()) ? (await worlds.names()).length : undefined;
  const text = await metrics.text({ connections: connections(), worlds: count });
  return { status: 200, headers: { 'Content-Type': metrics.contentType }, body: text };
}
