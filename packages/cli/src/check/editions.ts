import {
  compareReleases,
  type Document,
  type Json,
  type Release,
  releaseAfter,
  resolveRelease,
} from '@gitlab-internal-api/contract';
import type { FoundAt } from '../findings/collector.ts';
import type { Finding } from '../findings/finding.ts';
import { UserError } from '../user-error.ts';

/** What became of the recordings in releases whose contract is the same. */
export interface EditionRow {
  readonly from: Release;
  readonly to: Release;
  readonly works: boolean;
  readonly errors: number;
  /** The first thing that breaks. */
  readonly first: { readonly sentence: string; readonly code: string; readonly at: FoundAt } | undefined;
}

/** Understands a range such as `13.7..15.6`. */
export function parseRange(text: string): Release[] {
  const [from, to, ...more] = text.split('..');
  if (!from || !to || more.length > 0) throw new UserError(`'${text}' is no range of releases such as 13.7..15.6`);
  const [first, last] = [resolveRelease(from).release, resolveRelease(to).release];
  if (compareReleases(first, last) > 0) throw new UserError(`the range ${text} ends before it begins`);
  const releases: Release[] = [];
  for (let release = first; compareReleases(release, last) <= 0; release = releaseAfter(release))
    releases.push(release);
  return releases;
}

/** Releases that the contract tells apart, as spans of those that it does not. */
export function spansOf(releases: readonly Release[], source: Document): { from: Release; to: Release }[] {
  const changes = changesIn(source);
  const spans: { from: Release; to: Release }[] = [];
  for (const release of releases) {
    const last = spans.at(-1);
    if (last && !changes.has(release)) last.to = release;
    else spans.push({ from: release, to: release });
  }
  return spans;
}

/** The releases that differ from the one before. */
function changesIn(source: Document): Set<string> {
  const changes = new Set<string>();
  const visit = (node: Json, key: string): void => {
    if (typeof node === 'string' && /^x-gitlab-(since|deprecated-since)$/.test(key)) changes.add(node);
    if (typeof node === 'string' && /^x-gitlab-(until|required-until)$/.test(key))
      changes.add(releaseAfter(node as Release));
    if (typeof node !== 'object' || node === null) return;
    for (const [name, value] of Object.entries(node)) visit(value, name);
  };
  visit(source, '');
  return changes;
}

/** Counts what breaks in one span of releases. */
export class EditionCount {
  readonly #span: { from: Release; to: Release };
  #errors = 0;
  #first: EditionRow['first'];

  constructor(span: { from: Release; to: Release }) {
    this.#span = span;
  }

  add({ sentence, code }: Finding, at: FoundAt): void {
    this.#errors += 1;
    this.#first ??= { sentence, code, at };
  }

  row(): EditionRow {
    return { ...this.#span, works: this.#errors === 0, errors: this.#errors, first: this.#first };
  }
}
