import type { ControlReply } from '@gitlab-internal-api/contract';

/** Says that the process answers. */
export function checkLiveness(): ControlReply<'checkLiveness'> {
  return { status: 200, body: { status: 'ok' } };
}
