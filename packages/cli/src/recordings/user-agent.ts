import { consumerOf } from '@gitlab-internal-api/validator';

/** Who calls itself so in `User-Agent`; undefined where that tells nothing. */
export function consumerOfAgent(agent: string | undefined): string | undefined {
  const consumer = consumerOf({ 'user-agent': agent }, undefined);
  return consumer === 'unknown' ? undefined : consumer;
}
