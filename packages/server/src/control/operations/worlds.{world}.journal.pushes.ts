import type { ControlInput, ControlReply } from '@gitlab-internal-api/contract';
import { filterMistake, pushFilters } from '../../journal/filter-mistake.ts';
import type { ControlContext } from '../handler.ts';
import { invalidFilter, noSuchWorld } from '../refusals.ts';

/** Answers which pushes there were in a world, and whether they kept the protocol. */
export async function listPushes(
  { world, ...filter }: ControlInput<'listPushes'>,
  { journals, client }: ControlContext,
): Promise<ControlReply<'listPushes'>> {
  const mistake = filterMistake(filter, pushFilters);
  if (mistake !== undefined) return invalidFilter(mistake);
  const pushes = await journals.pushes(world, filter, client.whenGone);
  return pushes ? { status: 200, body: { pushes } } : noSuchWorld(world);
}
