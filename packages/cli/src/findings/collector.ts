import { createHash } from 'node:crypto';
import type { Position } from '../recordings/recording.ts';
import { catalogue, type Severity } from './catalogue.ts';
import type { ContractFiles, ContractLocation } from './contract-location.ts';
import type { Finding } from './finding.ts';
import { isSelected, type Selector } from './selection.ts';

/** Where in the recordings something was found. */
export interface FoundAt extends Position {
  readonly file: string;
}

/** A finding with all the places where it was found. */
export interface FindingGroup extends Finding {
  readonly severity: Severity;
  readonly fix: string;
  readonly contract: ContractLocation;
  /** Stays the same when the finding moves in the recordings. */
  readonly fingerprint: string;
  /** How often it was found. */
  readonly count: number;
  /** The first places. */
  readonly places: readonly FoundAt[];
}

/** What is collected of the findings. */
export interface CollectorOptions {
  readonly files: ContractFiles;
  readonly only: readonly Selector[];
  readonly ignore: readonly Selector[];
  /** The fingerprints of findings that are known and not told again. */
  readonly baseline: ReadonlySet<string>;
}

/** Places that are kept of each finding. */
const placesKept = 10;

/** Findings that are told apart; a client that asks for a path of its own each time must not fill the memory. */
const groupsKept = 5_000;

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Puts findings that say the same together, and counts them. */
export class Collector {
  readonly #groups = new Map<string, Mutable<FindingGroup> & { places: FoundAt[] }>();
  readonly #options: CollectorOptions;
  readonly #fingerprints = new Map<string, string>();
  readonly seen: Set<string> = new Set();
  /** Findings of kinds that are not told apart any more. */
  overflow = 0;
  /** How often something was found that the baseline knows. */
  known = 0;
  ignored = 0;

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  add(finding: Finding, place: FoundAt): void {
    const { only, ignore, baseline } = this.#options;
    if (only.length > 0 && !isSelected(finding, only)) return;
    if (isSelected(finding, ignore)) {
      this.ignored += 1;
      return;
    }
    const fingerprint = this.#fingerprintOf(finding);
    if (baseline.has(fingerprint)) {
      this.seen.add(fingerprint);
      this.known += 1;
      return;
    }
    this.#count(finding, fingerprint, place);
  }

  /** Errors first, then by operation, code and place. */
  groups(): FindingGroup[] {
    const rank = ({ severity, operation, request, code, pointer }: FindingGroup) =>
      [severity, operation?.stem ?? '~', request, code, pointer].join('\n');
    const ranked = [...this.#groups.values()].map((group) => [rank(group), group] as const);
    return ranked.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, group]) => group);
  }

  #count(finding: Finding, fingerprint: string, place: FoundAt): void {
    const known = this.#groups.get(fingerprint);
    if (known) {
      known.count += 1;
      if (known.places.length < placesKept) known.places.push(place);
    } else if (this.#groups.size >= groupsKept) {
      this.overflow += 1;
    } else {
      const { severity, fix } = catalogue[finding.code];
      const contract = this.#options.files.locate(finding);
      const own = { severity, fix: finding.fix ?? fix, contract, fingerprint, count: 1, places: [place] };
      this.#groups.set(fingerprint, { ...printable(finding), ...own });
    }
  }

  /** Indexes of arrays tell nothing of what is wrong. */
  #fingerprintOf({ code, request, consumer, message, in: place, pointer, status, scheme, sentence }: Finding): string {
    const general = pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
    const exact = code === 'undocumented-status' || code.endsWith('-media-type') ? sentence : '';
    const key = [code, request, consumer, message, place, general, status, scheme, exact].join('\n');
    const known = this.#fingerprints.get(key) ?? createHash('sha256').update(key).digest('hex').slice(0, 32);
    if (this.#fingerprints.size < groupsKept) this.#fingerprints.set(key, known);
    return known;
  }
}

/** Names and paths come from whoever sent them: they must neither steer a terminal nor fill a page. */
function printable(finding: Finding): Finding {
  const clean = (text: string) => text.toWellFormed().replaceAll(/\p{C}/gu, '\uFFFD').slice(0, 500);
  const { request, consumer, pointer, sentence, fix } = finding;
  const cleaned = {
    request: clean(request),
    consumer: clean(consumer),
    pointer: clean(pointer),
    sentence: clean(sentence),
  };
  return { ...finding, ...cleaned, fix: fix === undefined ? undefined : clean(fix) };
}
