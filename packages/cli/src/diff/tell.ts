import {
  allOperations,
  compareReleases,
  loadSource,
  type OperationSummary,
  type Release,
  resolveRelease,
} from '@gitlab-internal-api/contract';
import { changesBetween, isBreaking, type ReleaseChanges } from '@gitlab-internal-api/contract/changes';
import { orNearest } from '../nearest.ts';
import { print, warn } from '../output.ts';
import { UserError } from '../user-error.ts';
import type { ChangesFormat, DiffFlags } from './diff.ts';
import { jsonChanges } from './json.ts';
import { junitChanges } from './junit.ts';
import { markdownChanges } from './markdown.ts';
import { textChanges } from './text.ts';

const writers: Record<ChangesFormat, (changes: ReleaseChanges) => string> = {
  text: textChanges,
  markdown: markdownChanges,
  json: jsonChanges,
  junit: junitChanges,
};

/** Prints what changed; what it returns is the exit status. */
export async function tellChanges(from: string, to: string, flags: DiffFlags): Promise<number> {
  const [older, newer] = rangeOf(from, to);
  const source = loadSource();
  const known = allOperations(source);
  const ids = known.map(({ id }) => id);
  if (flags.operation !== undefined && !ids.includes(flags.operation)) {
    throw new UserError(`there is no operation '${flags.operation}'${orNearest(flags.operation, ids)}`);
  }
  const all = changesBetween(source, older, newer);
  refuseUnknown(flags.operation, all);
  const changes = selected(all, known, flags);
  await print(writers[flags.format](changes));
  return flags.failOn === 'breaking' && changes.operations.some(isBreaking) ? 1 : 0;
}

/** An operation may be there in other releases only. */
function refuseUnknown(operation: string | undefined, { from, to, operations, unchanged }: ReleaseChanges): void {
  const ids = [...unchanged, ...operations.map((each) => each.operation)];
  if (operation === undefined || ids.includes(operation)) return;
  throw new UserError(`${operation} is neither in GitLab ${from} nor in ${to}`);
}

function rangeOf(from: string, to: string): [Release, Release] {
  const resolved = [resolveRelease(from), resolveRelease(to)] as const;
  for (const { warning } of resolved) if (warning !== undefined) warn(warning);
  const [{ release: older }, { release: newer }] = resolved;
  if (compareReleases(older, newer) > 0) {
    throw new UserError(`${older} came after ${newer}; name the older release first: diff ${newer} ${older}`);
  }
  return [older, newer];
}

/** What concerns one consumer is in the operations that it calls. */
function selected(changes: ReleaseChanges, known: readonly OperationSummary[], flags: DiffFlags): ReleaseChanges {
  const { consumer, operation } = flags;
  const isMeant = ({ id, consumers }: OperationSummary) =>
    (operation === undefined || id === operation) && (consumer === undefined || consumers.includes(consumer));
  const meant = new Set(known.filter(isMeant).map(({ id }) => id));
  const operations = changes.operations
    .filter((each) => meant.has(each.operation))
    .map((each) => ({
      ...each,
      consumers: each.consumers.filter((verdicts) => consumer === undefined || verdicts.consumer === consumer),
    }));
  return { ...changes, operations, unchanged: changes.unchanged.filter((id) => meant.has(id)) };
}
