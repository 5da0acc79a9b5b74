import { type ControlInput, type Document, loadControl, methods } from '@gitlab-internal-api/contract';
import {
  acceptsLines,
  accessRefusal,
  filterMistake,
  harOf,
  type JournalFilter,
  journalFilters,
  Listening,
  type ListeningOptions,
  linesOf,
  type Metrics,
} from '@gitlab-internal-api/server';
import {
  createCarrier,
  type Exchange,
  headerOf,
  type OperationRequest,
  Pipeline,
  type Reply,
} from '@gitlab-internal-api/validator';
import { archived } from './entry.ts';
import type { Logger } from './log.ts';
import type { TrafficJournal } from './traffic-journal.ts';

/** What the control API of the proxy tells of. */
export interface ControlOptions {
  readonly listening: ListeningOptions;
  readonly controlToken: string | undefined;
  readonly journal: TrafficJournal;
  readonly metrics: Metrics;
  /** The origin of the URLs in an archive. */
  readonly origin: string;
  readonly log: Logger;
}

type Answer = (request: OperationRequest, options: ControlOptions) => Promise<Reply> | Reply;

/**
 * Opens the journal, the metrics and the probe of the stub's control API. They have a place of their own to listen, because
 * GitLab itself answers below `/-/`.
 */
export async function openControl(options: ControlOptions): Promise<Listening> {
  const { listening, controlToken, log } = options;
  const responder = {
    gate: async (request: OperationRequest) => accessRefusal(request, { controlToken }),
    respond: async (request: OperationRequest) => answers[request.operation.id]?.(request, options) ?? noWorld,
  };
  const pipeline = new Pipeline({ document: controlDocument(), handling: 'strict', responder });
  const report = ({ defect }: Exchange) => void (defect !== undefined && log.error({ err: defect }, 'proxy defect'));
  const app = createCarrier(() => ({ pipeline, report }), { maxBody: 1024 });
  const place = new Listening(listening, log);
  await place.open(app);
  place.begin();
  return place;
}

const noWorld: Reply = { status: 404, body: { error: '404 Not Found: the proxy has one world, default' } };

const answers: Readonly<Record<string, Answer>> = {
  checkHealth: () => ({ status: 200, body: { status: 'ok' } }),
  getMetrics: async (_, { metrics }) => {
    const text = await metrics.text({ connections: undefined, worlds: 1 });
    return { status: 200, headers: { 'Content-Type': metrics.contentType }, body: text };
  },
  listJournalEntries: (request, options) => inJournal(request, options, listEntries),
  getJournalArchive: (request, options) => inJournal(request, options, archiveOf),
  deleteJournalEntries: ({ input }, { journal }) => {
    if (input.world !== 'default') return noWorld;
    journal.clear();
    return { status: 204 };
  },
};

type InJournal = (request: OperationRequest, options: ControlOptions, filter: JournalFilter) => Promise<Reply>;

async function inJournal(request: OperationRequest, options: ControlOptions, answer: InJournal): Promise<Reply> {
  // The pipeline has held it against the contract of the control API.
  const { world, ...filter } = request.input as unknown as ControlInput<'listJournalEntries'>;
  if (world !== 'default') return noWorld;
  const mistake = filterMistake(filter, journalFilters);
  if (mistake !== undefined) return { status: 400, body: { error: `400 Bad Request: ${mistake}` } };
  return answer(request, options, filter);
}

async function listEntries(
  { message }: OperationRequest,
  { journal }: ControlOptions,
  filter: JournalFilter,
): Promise<Reply> {
  const entries = await journal.entries(filter, message.whenGone);
  if (acceptsLines(headerOf(message.headers, 'accept')))
    return { status: 200, headers: { 'Content-Type': 'application/x-ndjson' }, body: linesOf(entries) };
  return {
    status: 200,
    body: JSON.parse(JSON.stringify({ entries, last_id: journal.lastId, dropped: journal.dropped })),
  };
}

async function archiveOf(
  { message }: OperationRequest,
  { journal, origin }: ControlOptions,
  filter: JournalFilter,
): Promise<Reply> {
  const entries = await journal.entries(filter, message.whenGone);
  const { log } = harOf([], origin);
  const archive = { log: { ...log, entries: entries.map((entry) => archived(entry, origin)) } };
  return { status: 200, body: JSON.parse(JSON.stringify(archive)) };
}

/** The control API without what only a stub has. */
function controlDocument(): Document {
  const document = loadControl();
  const paths = Object.entries(document.paths).map(([path, item]): [string, typeof item] => {
    const unknown = methods.filter((method) => !isAnswered(item[method]));
    return [
      path,
      Object.fromEntries(Object.entries(item).filter(([name]) => !unknown.some((method) => method === name))),
    ];
  });
  return {
    ...document,
    paths: Object.fromEntries(paths.filter(([, item]) => methods.some((method) => method in item))),
  };
}

function isAnswered(operation: unknown): boolean {
  const { operationId = '' } = (operation ?? {}) as { operationId?: string };
  return Object.hasOwn(answers, operationId);
}
