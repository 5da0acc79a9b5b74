import { loadSource, type Release } from '@gitlab-internal-api/contract';
import { Coverage } from '../coverage/coverage.ts';
import { catalogue } from '../findings/catalogue.ts';
import { Collector, type FoundAt } from '../findings/collector.ts';
import { ContractFiles } from '../findings/contract-location.ts';
import type { KnownSecrets } from '../findings/credentials.ts';
import type { Finding } from '../findings/finding.ts';
import { AllReleases } from '../findings/other-releases.ts';
import { isSelected, type Selector } from '../findings/selection.ts';
import { type CheckedRecord, TrafficChecker } from '../findings/traffic-checker.ts';
import { RecordingCount } from '../recordings/recording-count.ts';
import { type Bodies, bodiesOf, type Observed, recordedOf } from './observed.ts';

/** What live traffic is held against, and what of it is told. */
export interface InspectorOptions {
  readonly release: Release;
  readonly secrets: KnownSecrets;
  readonly relativeUrlRoot: string | undefined;
  readonly consumer: string | undefined;
  readonly only: readonly Selector[];
  readonly ignore: readonly Selector[];
  /** The largest body that is looked at, in bytes. */
  readonly maxBody: number;
  /** The archive in which exchanges are found again; else they have nothing but a number. */
  readonly archive: string | undefined;
  /** What the traffic goes to. */
  readonly upstream: string;
}

/** What was found in an exchange. */
export interface Looked {
  readonly record: CheckedRecord;
  readonly bodies: Bodies;
  /** Those of the findings that somebody wants to hear of. */
  readonly findings: readonly Finding[];
}

/** An exchange that is over and was counted. */
export interface Inspected extends Looked {
  readonly number: number;
  readonly at: FoundAt;
  readonly observed: Observed;
}

/** Holds live traffic against the contract as `check` does with recorded traffic, and counts what is found. */
export class Inspector {
  readonly checker: TrafficChecker;
  readonly collector: Collector;
  readonly coverage: Coverage;
  readonly count: RecordingCount;
  readonly files: ContractFiles;
  readonly operations: Record<string, number> = {};
  readonly #options: InspectorOptions;
  #exchanges = 0;

  constructor(options: InspectorOptions) {
    const source = loadSource();
    this.#options = options;
    this.checker = new TrafficChecker({ ...options, source, all: new AllReleases(source) });
    this.files = new ContractFiles(source);
    this.collector = new Collector({ ...options, files: this.files, baseline: new Set() });
    const { traffic } = this.checker;
    this.coverage = new Coverage(traffic.operations, (id) => traffic.definitionOf(id));
    this.count = new RecordingCount(options.archive ?? options.upstream);
  }

  /** What is found in an exchange as far as it has got; counts nothing. */
  async look(observed: Observed): Promise<Looked | undefined> {
    const bodies = await bodiesOf(observed, this.#options.maxBody);
    const record = await this.checker.check(recordedOf(observed, bodies, { line: 1 }));
    return record && { record, findings: record.findings.filter((finding) => this.#isWanted(finding)), bodies };
  }

  /** Looks at an exchange that is over, and counts it; undefined for what no consumer sends. */
  async inspect(observed: Observed): Promise<Inspected | undefined> {
    const looked = await this.look(observed);
    if (!looked) return undefined;
    const { record } = looked;
    this.#exchanges += 1;
    const at = this.#place(this.#exchanges);
    this.count.add(record);
    this.coverage.add(record);
    const id = record.operation?.id;
    if (id !== undefined) this.operations[id] = (this.operations[id] ?? 0) + 1;
    for (const finding of record.findings) this.collector.add(finding, at);
    return { number: this.#exchanges, at, observed, ...looked };
  }

  /** An archive has an entry a line, below its first. */
  #place(number: number): FoundAt {
    const { archive } = this.#options;
    if (archive === undefined) return { file: 'exchange', line: number };
    return { file: archive, line: number + 1, entry: number };
  }

  #isWanted(finding: Finding): boolean {
    const { only, ignore } = this.#options;
    return (only.length === 0 || isSelected(finding, only)) && !isSelected(finding, ignore);
  }
}

/** Whether a finding breaks the contract. */
export function isError({ code }: Finding): boolean {
  return catalogue[code].severity === 'error';
}
