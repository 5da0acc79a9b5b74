import { createRequire } from 'node:module';
import { type Consumer, consumerOf, type Exchange } from '@gitlab-internal-api/validator';
import type * as Prometheus from 'prom-client';
import type { Connections } from '../store/engines/engine.ts';
import { Durations } from './durations.ts';

const load = createRequire(import.meta.url);
// Its files one by one: the whole has metrics of Node's as well, and brings OpenTelemetry along for them, 70 files at each start.
const Registry: new () => Prometheus.Registry & Scraped = load('prom-client/lib/registry.js');
const Counter: typeof Prometheus.Counter = load('prom-client/lib/counter.js');
const Gauge: typeof Prometheus.Gauge = load('prom-client/lib/gauge.js');

/** The registry takes anything that can tell its values; the types of the library name its own metrics alone. */
interface Scraped {
  registerMetric(metric: Durations): void;
}

/** How the store is at the moment. */
export interface StoreState {
  readonly connections: Connections | undefined;
  /** How many worlds it holds; undefined where the database does not answer. */
  readonly worlds: number | undefined;
}

/** How many requests of one operation were alike. */
interface Tally {
  readonly consumer: Consumer;
  readonly status: number;
  readonly verdict: Verdict;
  count: number;
}

/** What the server measures of the requests to the API, for Prometheus. */
export class Metrics {
  readonly #registry = new Registry();
  /** By operation; of each there are few. The library makes a text of the labels each time that it is told of a request. */
  readonly #tallies = new Map<string, Tally[]>();
  readonly #faults: Prometheus.Counter<'operation' | 'fault'>;
  readonly #durations = new Durations();
  readonly #shed: Prometheus.Counter;
  readonly #connections: Prometheus.Gauge<'state'>;
  readonly #up: Prometheus.Gauge;
  readonly #worlds: Prometheus.Gauge;

  constructor() {
    const registers = [this.#registry];
    const tallies = this.#tallies;
    new Counter({
      name: 'gitlab_stub_requests_total',
      help: 'Requests to the internal API.',
      labelNames: ['operation', 'consumer', 'status', 'verdict'],
      registers,
      collect() {
        this.reset();
        for (const [operation, alike] of tallies)
          for (const { count, ...labels } of alike) this.inc({ operation, ...labels }, count);
      },
    });
    this.#faults = new Counter({
      name: 'gitlab_stub_faults_total',
      help: 'Requests to the internal API that a fault has struck.',
      labelNames: ['operation', 'fault'],
      registers,
    });
    this.#registry.registerMetric(this.#durations);
    this.#shed = new Counter({
      name: 'gitlab_stub_shed_requests_total',
      help: 'Requests refused with 503 because too many waited for their turn.',
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
    this.#tallyOf(operation, exchange).count += 1;
    if (exchange.fault !== undefined) this.#faults.inc({ operation, fault: exchange.fault });
    if (exchange.duration !== undefined) this.#durations.observe(operation, exchange.duration / 1000);
  }

  /** Counts a request that was refused because too many waited. */
  countShed(): void {
    this.#shed.inc();
  }

  #tallyOf(operation: string, exchange: Exchange): Tally {
    const consumer = consumerOf(exchange.message.headers, exchange.operation);
    const status = exchange.defect === undefined ? exchange.reply.status : 500;
    const verdict = verdictOf(exchange);
    const tallies = this.#tallies.get(operation) ?? [];
    for (const tally of tallies)
      if (tally.status === status && tally.verdict === verdict && tally.consumer === consumer) return tally;
    const first = { consumer, status, verdict, count: 0 };
    this.#tallies.set(operation, [...tallies, first]);
    return first;
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
