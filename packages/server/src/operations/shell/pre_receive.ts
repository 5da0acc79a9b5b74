import type { Reply } from '@gitlab-internal-api/contract';
import type { Handler } from '../../handler.ts';

/** Count a push that is about to be accepted. */
export const preReceive: Handler<'preReceive'> = async (
  { gl_repository = '' },
  { store, instance, clock, remarks },
): Promise<Reply<'preReceive'>> => {
  // GitLab keeps the counter in Redis; Gitaly refuses the push if that fails.
  if (!instance.redis) return { status: 200, body: { reference_counter_increased: false } };
  remarks.referenceCounter = await store.referenceCounters.increase(gl_repository, clock.now());
  return { status: 200, body: { reference_counter_increased: true } };
};
