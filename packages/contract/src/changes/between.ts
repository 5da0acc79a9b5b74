import { type Document, isObject, type Json, type JsonObject } from '../document.ts';
import { allOperations } from '../operation.ts';
import { project } from '../projection.ts';
import { compareReleases, type Release } from '../release.ts';
import { boundariesBetween, isRelease } from './boundaries.ts';
import { type Change, type ConsumerVerdicts, changeText, type OperationChanges } from './change.ts';
import { compareSurfaces, type Difference } from './compare.ts';
import { judge } from './judge.ts';
import { type Surface, surfacesOf } from './surface.ts';

/** What is different in a newer release, operation by operation. */
export interface ReleaseChanges {
  readonly from: Release;
  readonly to: Release;
  readonly operations: readonly OperationChanges[];
  /** The operations that are the same. */
  readonly unchanged: readonly string[];
}

/** Tells what changed from one release of the contract to a later one, and for whom that breaks something. */
export function changesBetween(source: Document, from: Release, to: Release): ReleaseChanges {
  const steps = [from, ...boundariesBetween(source, from, to)];
  const known = steps.map((release) => ({ release, surfaces: surfacesOf(project(source, release)) }));
  const ends = [known[0], known.at(-1)];
  const ids = allOperations(source)
    .map(({ id }) => id)
    .filter((id) => ends.some((step) => step?.surfaces.has(id)));
  const all = ids.map((id) => operationChanges({ id, from, to, known }));
  const operations = all.filter(({ changes }) => changes.length > 0);
  const unchanged = all.filter(({ changes }) => changes.length === 0).map(({ operation }) => operation);
  return { from, to, operations, unchanged };
}

interface Step {
  readonly release: Release;
  readonly surfaces: ReadonlyMap<string, Surface>;
}

interface Question {
  readonly id: string;
  readonly from: Release;
  readonly to: Release;
  readonly known: readonly Step[];
}

function operationChanges({ id, from, to, known }: Question): OperationChanges {
  const history = known.map(({ release, surfaces }) => ({ release, surface: surfaces.get(id) }));
  const [older, newer] = [history[0]?.surface, history.at(-1)?.surface];
  const { method = '', path = '', consumers = [] } = (newer ?? older)?.operation ?? {};
  const changes = [...changesIn(history), ...documentedChanges(newer?.definition, from, to, older !== undefined)];
  const verdicts = consumers.map(
    (consumer): ConsumerVerdicts => ({
      consumer,
      olderClient: judge({ consumer, client: from, server: to }, older, newer),
      newerClient: judge({ consumer, client: to, server: from }, newer, older),
    }),
  );
  changes.sort((a, b) => compareReleases(a.release, b.release));
  return { operation: id, method: method.toUpperCase(), path, changes, consumers: verdicts };
}

type History = readonly { readonly release: Release; readonly surface: Surface | undefined }[];

/** A change belongs to the release from which on it is there to stay. */
function changesIn(history: History): Change[] {
  const [first, ...later] = history;
  const steps = later.map(({ release, surface }) => {
    const found = compareSurfaces(first?.surface, surface).map((difference) => toChange(difference, release));
    return { release, found, texts: new Set(found.map(changeText)) };
  });
  const last = steps.at(-1)?.found ?? [];
  return last.map((change) => {
    const other = steps.findLastIndex(({ texts }) => !texts.has(changeText(change)));
    return { ...change, release: steps[other + 1]?.release ?? change.release };
  });
}

function toChange({ kind, before, after }: Difference, release: Release): Change {
  const { subject = 'operation', name = '', status, node } = after ?? before ?? {};
  const introduced = kind === 'added' ? node?.['x-gitlab-introduced'] : undefined;
  const isEarlier = typeof introduced === 'string' && isRelease(introduced);
  const optional = { ...(status !== undefined && { status }), ...(isEarlier && { introduced }) };
  return { subject, name, kind, release, ...optional };
}

/** What the documentation of a later release says of an operation, though the operation is the same. */
function documentedChanges(definition: JsonObject | undefined, from: Release, to: Release, isOld: boolean): Change[] {
  const said: Json = definition?.['x-gitlab-documented'] ?? [];
  if (!isOld || !Array.isArray(said)) return [];
  return said.filter(isObject).flatMap(({ since, consumer, says }): Change[] => {
    const release = since as Release;
    if (compareReleases(release, from) <= 0 || compareReleases(release, to) > 0) return [];
    const [subject, name] =
      typeof consumer === 'string' ? (['consumer', consumer] as const) : (['statement', says] as const);
    return [{ subject, name: String(name), kind: 'documented', release }];
  });
}
