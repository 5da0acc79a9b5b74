import { consumerOf, type Exchange } from '@gitlab-internal-api/validator';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Connections } from '../store/engines/engine.ts';

/** How the store is at the moment. */
export interface StoreState {
  readonly connections: Connections | undefined;
  /** How many worlds it holds; undefined where the database does not answer. */
  readonly worlds: number | undefined;
}

/** What the server measures of the requests to the API, for Prometheus. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Counter<'operation' | 'consumer' | 'status' | 'verdict'>;
  readonly #faults: Counter<'operation' | 'fault'>;
  readonly #durations: Histogram<'operation'>;
  readonly #connections: Gauge<'state'>;
  readonly #up: Gauge;
  readonly #worlds: Gauge;

  constructor() {
    const registers = [this.#registry];
    this.#requests = new Counter({
      name: 'gitlab_stub_requests_total',
      help: 'Requests to the internal API.',
      labelNames: ['operation', 'consumer', 'status', 'verdict'],
      registers,
    });
    this.#faults = new Counter({
      name: 'gitlab_stub_faults_total',
      help: 'Requests to the internal API that a fault has struck.',
      labelNames: ['operation', 'fault'],
      registers,
    });
    this.#durations = new Histogram({
      name: 'gitlab_stub_request_duration_seconds',
      help: 'How long it took to answer.',
      labelNames: ['operation'],
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10],
      registers,
    });
    this.#connections = new Gauge({
      name: 'gitlab_stub_database_connections',
      help: 'Connections to the database, and requests that wait for one.',
      labelNames: ['state'],
      registers,
    });
    this.#up = new Gauge({ name: 'gitlab_stub_database_up', help: 'Whether the database answers.', registers });
    this.#worlds = new Gauge({ name: 'gitlab_stub_worlds', help: 'Worlds in the database.', registers });
  }

  /** Counts an exchange. */
  observe(exchange: Exchange): void {
    const operation = exchange.operation?.id ?? 'none';
    const consumer = consumerOf(exchange.message.headers, exchange.operation);
    const status = exchange.defect === undefined ? exchange.reply.status : 500;
    this.#requests.inc({ operation, consumer, status, verdict: verdictOf(exchange) });
    if (exchange.fault !== undefined) this.#faults.inc({ operation, fault: exchange.fault });
    if (exchange.duration !== undefined) this.#durations.observe({ operation }, exchange.duration / 1000);
  }

  /** Everything so far in Prometheus' text format. */
  text({ connections, worlds }: StoreState): Promise<string> {
    for (const [state, count] of Object.entries(connections ?? {})) this.#connections.set({ state }, count);
    this.#up.set(worlds === undefined ? 0 : 1);
    if (worlds !== undefined) this.#worlds.set(worlds);
    return this.#registry.metrics();
  }

  /** The media type of the text. */
  get contentType(): string {
    return this.#registry.contentType;
  }
}

/** What became of a request: a broken one is told from one that kept the contract and was refused all the same. */
export type Verdict = 'valid' | 'invalid' | 'refused' | 'defect';

/** What became of a request. */
export function verdictOf({ defect, violations, reply }: Pick<Exchange, 'defect' | 'violations' | 'reply'>): Verdict {
  if (defect !== undefined) return 'defect';
  if (violations.length > 0) return 'invalid';
  return reply.status >= 400 ? 'refused' : 'valid';
}
