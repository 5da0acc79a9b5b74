import type { Reply } from '@gitlab-internal-api/contract';
import { after, type Soon } from '@gitlab-internal-api/validator';
import type { Handler } from '../../handler.ts';

/** Count a push that is about to be accepted. */
export const preReceive: Handler<'preReceive'> = (
  { gl_repository = '' },
  { store, instance, clock, remarks },
): Soon<Reply<'preReceive'>> => {
  // GitLab keeps the counter in Redis; Gitaly refuses the push if that fails.
  if (!instance.redis) return { status: 200, body: { reference_counter_increased: false } };
  return after(store.referenceCounters.increase(gl_repository, clock.now()), (count) => {
    remarks.referenceCounter = count;
    return { status: 200, body: { reference_counter_increased: true } };
  });
};
