import { type JsonObject, loadSource, type Release } from '@gitlab-internal-api/contract';
import { Lanes } from '@gitlab-internal-api/validator';
import { Coverage } from '../coverage/coverage.ts';
import { catalogue } from '../findings/catalogue.ts';
import { Collector, type FoundAt } from '../findings/collector.ts';
import { ContractFiles } from '../findings/contract-location.ts';
import type { KnownSecrets } from '../findings/credentials.ts';
import type { Finding } from '../findings/finding.ts';
import { AllReleases } from '../findings/other-releases.ts';
import { isSelected, type Selector } from '../findings/selection.ts';
import { TrafficChecker } from '../findings/traffic-checker.ts';
import { nameOf } from '../recordings/bytes.ts';
import { openRecording } from '../recordings/open-recording.ts';
import type { RecordedExchange, RecordingFormat, RecordingProblem } from '../recordings/recording.ts';
import { RecordingCount } from '../recordings/recording-count.ts';
import type { RecordingSummary, ReportedProblem } from '../reports/report.ts';
import { UserError } from '../user-error.ts';
import { EditionCount, spansOf } from './editions.ts';
import { Progress } from './progress.ts';
import { Tidiness } from './tidy.ts';

/** What recordings are held against. */
export interface CheckingOptions {
  readonly release: Release;
  /** The releases of a range; none where nobody asks for a table. */
  readonly releases: readonly Release[];
  readonly secrets: KnownSecrets;
  readonly relativeUrlRoot: string | undefined;
  readonly consumer: string | undefined;
  readonly inputFormat: RecordingFormat | undefined;
  readonly only: readonly Selector[];
  readonly ignore: readonly Selector[];
  readonly baseline: ReadonlySet<string>;
}

/** Releases that the contract does not tell apart. */
interface Edition {
  readonly checker: TrafficChecker;
  readonly count: EditionCount;
}

/** Problems that are told one by one; all of them are counted. */
const problemsKept = 100;

/** Reads recordings and keeps what is to tell of them. */
export class Checking {
  readonly collector: Collector;
  readonly coverage: Coverage;
  readonly recordings: RecordingSummary[] = [];
  readonly problems: ReportedProblem[] = [];
  readonly operations: Record<string, number> = {};
  readonly #options: CheckingOptions;
  readonly #checker: TrafficChecker;
  readonly #editions: readonly Edition[];
  readonly #progress = new Progress();
  readonly #tidiness = new Tidiness();
  #exchanges = 0;

  constructor(options: CheckingOptions) {
    const source = loadSource();
    const common = { source, all: new AllReleases(source), lanes: new Lanes(), ...options };
    this.#options = options;
    this.#checker = new TrafficChecker(common);
    this.#editions = spansOf(options.releases, source).map((span) => ({
      checker: new TrafficChecker({ ...common, release: span.to }),
      count: new EditionCount(span),
    }));
    this.collector = new Collector({ files: new ContractFiles(source), ...options });
    this.coverage = coverageOf(this.#checker);
  }

  /** Reads a file to its end; what cannot be read is a problem, and the rest is checked. */
  async read(file: string): Promise<void> {
    const name = nameOf(file);
    const count = new RecordingCount(name);
    try {
      const { items, format, bytesRead } = await openRecording(file, this.#options.inputFormat);
      count.format = format;
      for await (const part of items) {
        for (const item of part) {
          if ('exchange' in item) await this.#check(item.exchange, count);
          else if ('problem' in item) this.#problem(item.problem, count);
          else count.others += 1;
        }
        this.#tidiness.tidy();
        this.#progress.tell(() => `${name}: ${this.#exchanges} exchanges, ${Math.round(bytesRead() / 1e6)} MB`);
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#problem({ position: { line: 1 }, message: error.message, isTruncated: false }, count);
    }
    this.recordings.push(count.summary());
  }

  /** Takes the progress off the terminal and returns the table of releases. */
  end(): ReturnType<EditionCount['row']>[] {
    this.#progress.end();
    return this.#editions.map(({ count }) => count.row());
  }

  async #check(exchange: RecordedExchange, count: RecordingCount): Promise<void> {
    const record = await this.#checker.check(exchange);
    if (!record) {
      count.others += 1;
      return;
    }
    const place = { file: count.name, ...exchange.position };
    count.add(record);
    this.#exchanges += 1;
    this.coverage.add(record);
    const id = record.operation?.id;
    if (id !== undefined) this.operations[id] = (this.operations[id] ?? 0) + 1;
    for (const finding of record.findings) this.collector.add(finding, place);
    if (this.#editions.length > 0) await this.#checkEditions(exchange, place);
  }

  /** Releases in which the operation is the same have the same findings. */
  async #checkEditions(exchange: RecordedExchange, place: FoundAt): Promise<void> {
    const known = new Map<JsonObject, readonly Finding[]>();
    for (const { checker, count } of this.#editions) {
      const definition = checker.definitionFor(exchange);
      const findings = (definition && known.get(definition)) ?? (await checker.check(exchange))?.findings ?? [];
      if (definition) known.set(definition, findings);
      addTo(count, findings, place, this.#options);
    }
  }

  #problem({ position, message }: RecordingProblem, count: RecordingCount): void {
    count.problems += 1;
    if (this.problems.length < problemsKept) this.problems.push({ at: { file: count.name, ...position }, message });
  }
}

/** A table of releases tells what breaks, and leaves out what nobody wants to hear of. */
function addTo(
  count: EditionCount,
  findings: readonly Finding[],
  place: FoundAt,
  { only, ignore }: CheckingOptions,
): void {
  for (const finding of findings) {
    if (catalogue[finding.code].severity !== 'error' || isSelected(finding, ignore)) continue;
    if (only.length === 0 || isSelected(finding, only)) count.add(finding, place);
  }
}

function coverageOf({ traffic }: TrafficChecker): Coverage {
  return new Coverage(traffic.operations, (id) => traffic.definitionOf(id));
}
