import { loadDocument, type Release } from '@gitlab-internal-api/contract';
import { Metrics } from '@gitlab-internal-api/server';
import { SensitiveNames } from '@gitlab-internal-api/validator';
import { archived, type EntryMaker, entryOf } from './entry.ts';
import { HarFile } from './har-file.ts';
import type { Inspected, Inspector } from './inspector.ts';
import { LineFile } from './line-file.ts';
import type { Live } from './live.ts';
import type { Logger } from './log.ts';
import { TrafficJournal } from './traffic-journal.ts';

/** Where what was seen goes. */
export interface RecorderOptions {
  readonly har: string | undefined;
  readonly ndjson: string | undefined;
  /** Whether somebody may ask for the journal. */
  readonly hasControl: boolean;
  readonly release: Release;
  readonly secrets: readonly string[];
  /** The origin of the URLs in an archive. */
  readonly origin: string;
  readonly live: Live;
  readonly log: Logger;
}

/** How many exchanges the journal has room for. */
const journalEntries = 1000;

/** Tells and records what was seen. */
export class Recorder {
  readonly journal: TrafficJournal = new TrafficJournal(journalEntries);
  readonly metrics: Metrics = new Metrics();
  readonly #options: RecorderOptions;
  readonly #maker: EntryMaker;
  readonly #archive: HarFile | undefined;
  readonly #lines: LineFile | undefined;

  constructor(options: RecorderOptions, { files }: Inspector) {
    const { har, ndjson, log, release, secrets } = options;
    const report = (file: string) => (reason: string) => log.error({ file, reason }, 'the recording ends here');
    this.#options = options;
    this.#maker = { names: new SensitiveNames(loadDocument(release)), files, secrets };
    this.#archive = har === undefined ? undefined : new HarFile(har, report(har));
    this.#lines = ndjson === undefined ? undefined : new LineFile(ndjson, report(ndjson));
  }

  take(inspected: Inspected): void {
    const { live, hasControl, origin } = this.#options;
    live.tell(inspected);
    if (hasControl) this.metrics.observe(measured(inspected));
    if (!hasControl && !this.#archive && !this.#lines) return;
    const entry = entryOf(inspected, this.#maker);
    this.#archive?.add(archived(entry, origin));
    this.#lines?.add(entry);
    if (hasControl) this.journal.add(entry);
  }
}

function measured({ observed, record }: Inspected): Parameters<Metrics['observe']>[0] {
  const { method, target, duration, reply } = observed;
  const message = { method, target, headers: record.exchange.request.headers ?? {}, body: new Uint8Array() };
  return {
    requestId: '',
    message,
    operation: record.operation,
    violations: record.checked.requestViolations,
    reply: { status: reply?.status ?? 502 },
    remarks: {},
    ...(duration !== undefined && { duration }),
  };
}
