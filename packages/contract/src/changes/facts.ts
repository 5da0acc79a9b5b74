import { isObject, type Json, type JsonObject } from '../document.ts';
import { compareReleases, type Release } from '../release.ts';

/** Whether something is so; `unknown` where no source tells. */
export type Answer = 'yes' | 'no' | 'unknown';

/** Whether a client made for a release sends what carries `x-gitlab-sent-by`, and whether none of its requests goes without. */
export function sends(node: JsonObject, consumer: string, release: Release): { sent: Answer; always: boolean } {
  const fact = factOf(node['x-gitlab-sent-by'], consumer);
  return { sent: fact ? during(fact, release) : 'unknown', always: fact?.always === true };
}

/** Whether a client made for a release looks at what carries `x-gitlab-read-by`, and whether it can do without. */
export function reads(node: JsonObject, consumer: string, release: Release): { read: Answer; needed: Answer } {
  const fact = factOf(node['x-gitlab-read-by'], consumer);
  if (!fact) return { read: 'unknown', needed: 'unknown' };
  const read = during(fact, release);
  const needed = fact.needed === undefined ? 'unknown' : fact.needed ? 'yes' : 'no';
  return { read, needed: read === 'no' ? 'no' : needed };
}

function factOf(facts: Json | undefined, consumer: string): JsonObject | undefined {
  const fact = isObject(facts) ? facts[consumer] : undefined;
  return isObject(fact) ? fact : undefined;
}

/** `afterwards: unknown` says that no source tells what came after `until`. */
function during({ since, until, afterwards, never }: JsonObject, release: Release): Answer {
  if (never === true) return 'no';
  if (typeof since === 'string' && compareReleases(release, since) < 0) return 'no';
  if (typeof until !== 'string' || compareReleases(release, until) <= 0) return 'yes';
  return afterwards === 'unknown' ? 'unknown' : 'no';
}
