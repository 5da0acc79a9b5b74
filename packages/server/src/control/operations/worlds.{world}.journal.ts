import type { ControlInput, ControlReply } from '@gitlab-internal-api/contract';
import { headerOf } from '@gitlab-internal-api/validator';
import { filterMistake, journalFilters } from '../../journal/filter-mistake.ts';
import { acceptsLines, linesOf } from '../../journal/lines.ts';
import type { ControlContext } from '../handler.ts';
import { invalidFilter, noSuchWorld } from '../refusals.ts';

/** Answers what happened in a world, or what happens there soon. */
export async function listJournalEntries(
  { world, ...filter }: ControlInput<'listJournalEntries'>,
  { journals, client }: ControlContext,
): Promise<ControlReply<'listJournalEntries'>> {
  const mistake = filterMistake(filter, journalFilters);
  if (mistake !== undefined) return invalidFilter(mistake);
  const journal = await journals.of(world);
  if (!journal) return noSuchWorld(world);
  const entries = journals.shown(await journal.entries(filter, client.whenGone));
  if (acceptsLines(headerOf(client.headers, 'accept')))
    return { status: 200, headers: { 'Content-Type': 'application/x-ndjson' }, body: linesOf(entries) };
  return { status: 200, body: { entries, last_id: journal.lastId, dropped: journal.dropped } };
}

/** Forgets what happened in a world. */
export async function deleteJournalEntries(
  { world }: ControlInput<'deleteJournalEntries'>,
  { journals }: ControlContext,
): Promise<ControlReply<'deleteJournalEntries'>> {
  const journal = await journals.of(world);
  if (!journal) return noSuchWorld(world);
  journal.clear();
  return { status: 204 };
}
