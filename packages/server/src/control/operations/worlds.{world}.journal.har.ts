import type { ControlInput, ControlReply } from '@gitlab-internal-api/contract';
import { filterMistake, journalFilters } from '../../journal/filter-mistake.ts';
import { harOf } from '../../journal/har.ts';
import type { ControlContext } from '../handler.ts';
import { invalidFilter, noSuchWorld } from '../refusals.ts';

/** Answers with the journal of a world as an HTTP archive. */
export async function getJournalArchive(
  { world, ...filter }: ControlInput<'getJournalArchive'>,
  { journals, client, url }: ControlContext,
): Promise<ControlReply<'getJournalArchive'>> {
  const mistake = filterMistake(filter, journalFilters);
  if (mistake !== undefined) return invalidFilter(mistake);
  const journal = await journals.of(world);
  if (!journal) return noSuchWorld(world);
  return { status: 200, body: harOf(journals.shown(await journal.entries(filter, client.whenGone)), url()) };
}
