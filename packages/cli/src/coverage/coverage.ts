import type { JsonObject, OperationSummary } from '@gitlab-internal-api/contract';
import { headerOf } from '@gitlab-internal-api/validator';
import type { CheckedRecord } from '../findings/traffic-checker.ts';
import { exercise, type KnownParameters, knownParameters } from './exercised.ts';
import { type CoverageItem, type ItemKind, itemKinds, itemsOf, keyOf } from './items.ts';

/** How many of the things of a kind were exercised. */
export interface Share {
  readonly covered: number;
  readonly total: number;
}

/** What was exercised of one operation. */
export interface OperationCoverage extends Share {
  readonly operation: string;
  readonly requests: number;
  readonly exercised: readonly CoverageItem[];
  readonly missing: readonly CoverageItem[];
}

/** What somebody exercised of the operations that they are listed for, and of those that they called anyway. */
export interface ConsumerCoverage extends Share {
  readonly consumer: string;
  readonly percent: number;
  readonly kinds: Readonly<Record<ItemKind, Share>>;
  readonly operations: readonly OperationCoverage[];
}

/** What all traffic exercised of the operations of everybody who was seen. */
export interface CoverageReport extends ConsumerCoverage {
  readonly consumers: readonly ConsumerCoverage[];
}

/** Statuses and media types are put into words in the end, because every exchange has them. */
interface Seen {
  requests: number;
  readonly keys: Set<string>;
  readonly statuses: Set<number>;
  readonly mediaTypes: Set<string>;
}

/** Notes what traffic exercises of the contract. */
export class Coverage {
  readonly #operations: readonly OperationSummary[];
  readonly #items: ReadonlyMap<string, readonly CoverageItem[]>;
  readonly #known: ReadonlyMap<string, KnownParameters>;
  readonly #seen = new Map<string, Map<string, Seen>>();

  constructor(operations: readonly OperationSummary[], definitionOf: (id: string) => JsonObject) {
    this.#operations = operations;
    this.#items = new Map(
      operations.map((operation) => [operation.id, itemsOf(operation, definitionOf(operation.id))]),
    );
    this.#known = new Map([...this.#items].map(([id, items]) => [id, knownParameters(items)]));
  }

  add({ operation, consumer, checked, exchange }: CheckedRecord): void {
    if (!operation) return;
    const seen = this.#seenBy(consumer, operation.id);
    const known = this.#known.get(operation.id);
    seen.requests += 1;
    if (exchange.reply) seen.statuses.add(exchange.reply.status);
    const mediaType = sentMediaType(exchange.request);
    if (mediaType !== undefined) seen.mediaTypes.add(mediaType);
    if (!known || !checked.parameters) return;
    const { path, query, body } = checked.parameters;
    for (const part of [path, query, body]) exercise(part, known, seen.keys);
  }

  report(): CoverageReport {
    const names = [...this.#seen.keys()].sort();
    const consumers = names.map((name) => this.#reportOn(name, [name]));
    return { ...this.#reportOn('all', names), consumers };
  }

  #seenBy(consumer: string, id: string): Seen {
    const operations = this.#seen.get(consumer) ?? new Map<string, Seen>();
    const seen = operations.get(id) ?? newSeen();
    operations.set(id, seen);
    this.#seen.set(consumer, operations);
    return seen;
  }

  #reportOn(consumer: string, names: readonly string[]): ConsumerCoverage {
    const concerned = this.#operations.filter(
      ({ id, consumers }) =>
        consumers.some((listed) => names.includes(listed)) || names.some((name) => this.#seen.get(name)?.has(id)),
    );
    const operations = concerned.map(({ id }) => this.#operationReport(id, names));
    const all = sum(operations);
    const kinds = Object.fromEntries(itemKinds.map((kind) => [kind, shareOf(operations, kind)]));
    return { consumer, ...all, percent: percentOf(all), kinds: kinds as Record<ItemKind, Share>, operations };
  }

  #operationReport(operation: string, names: readonly string[]): OperationCoverage {
    const seen = names.flatMap((name) => this.#seen.get(name)?.get(operation) ?? []);
    const keys = new Set(seen.flatMap((each) => keysOf(operation, each)));
    const items = this.#items.get(operation) ?? [];
    const exercised = items.filter(({ kind, name }) => keys.has(keyOf(kind, name)));
    const missing = items.filter(({ kind, name }) => !keys.has(keyOf(kind, name)));
    const requests = seen.reduce((count, each) => count + each.requests, 0);
    return { operation, requests, covered: exercised.length, total: items.length, exercised, missing };
  }
}

function newSeen(): Seen {
  return { requests: 0, keys: new Set(), statuses: new Set(), mediaTypes: new Set() };
}

function keysOf(operation: string, { keys, statuses, mediaTypes }: Seen): string[] {
  return [
    keyOf('operation', operation),
    ...[...statuses].map((status) => keyOf('status', String(status))),
    ...[...mediaTypes].map((mediaType) => keyOf('media type', mediaType)),
    ...keys,
  ];
}

/** The media type of a body that was sent, where the recording tells both. */
function sentMediaType({ headers, body }: CheckedRecord['exchange']['request']): string | undefined {
  if (!headers || !body || body.length === 0) return undefined;
  const type = headerOf(headers, 'content-type') ?? 'application/x-www-form-urlencoded';
  return type.split(';', 1)[0]?.trim().toLowerCase();
}

function sum(shares: readonly Share[]): Share {
  const covered = shares.reduce((count, share) => count + share.covered, 0);
  return { covered, total: shares.reduce((count, share) => count + share.total, 0) };
}

function shareOf(operations: readonly OperationCoverage[], kind: ItemKind): Share {
  const count = (items: readonly CoverageItem[]) => items.filter((item) => item.kind === kind).length;
  return sum(
    operations.map(({ exercised, missing }) => ({
      covered: count(exercised),
      total: count(exercised) + count(missing),
    })),
  );
}

/** Rounded down, so that 100 means all. */
function percentOf({ covered, total }: Share): number {
  return total === 0 ? 0 : Math.floor((covered / total) * 1000) / 10;
}
