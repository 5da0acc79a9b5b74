import type { ControlInput, ControlReply } from '@gitlab-internal-api/contract';
import type { ControlContext } from '../handler.ts';

/** Says whether the database answers, in the shape of GitLab's own route. */
export async function checkReadiness(
  { all }: ControlInput<'checkReadiness'>,
  { isDatabaseThere }: ControlContext,
): Promise<ControlReply<'checkReadiness'>> {
  const master_check = [{ status: 'ok' as const }];
  if (await isDatabaseThere()) {
    const db_check = [{ status: 'ok' as const }];
    return { status: 200, body: { status: 'ok', master_check, ...(all !== undefined && { db_check }) } };
  }
  const db_check = [{ status: 'failed' as const, message: 'the database is away' }];
  return { status: 503, headers: { 'Retry-After': '1' }, body: { status: 'failed', master_check, db_check } };
}
