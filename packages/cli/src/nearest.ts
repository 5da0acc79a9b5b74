import { nearestName } from '@gitlab-internal-api/validator/nearest-name';

/** What somebody may have meant by a name that is none, to stand behind it; empty where nothing is near. */
export function orNearest(mistaken: string, names: readonly string[]): string {
  const nearest = nearestName(mistaken, names);
  return nearest === undefined ? '' : `; the nearest is ${nearest}`;
}
