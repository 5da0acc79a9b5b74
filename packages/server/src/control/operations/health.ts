import type { ControlReply } from '@gitlab-internal-api/contract';

/** Says that the process answers. */
export function checkHealth(): ControlReply<'checkHealth'> {
  return { status: 200, body: { status: 'ok' } };
}
