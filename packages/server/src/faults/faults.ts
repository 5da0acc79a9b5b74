import { randomUUID } from 'node:crypto';
import type { Document } from '@gitlab-internal-api/contract';
import type { Kysely } from 'kysely';
import { FaultStrikes } from '../store/fault-strikes.ts';
import type { Schema } from '../store/schema.ts';
import type { Scope } from '../store/scope.ts';
import { transact } from '../store/transact.ts';
import { WorldRows } from '../store/worlds.ts';
import { mistakesOf } from './check.ts';
import { type Fault, type FaultRule, readFaults, type ShownFault } from './fault.ts';

/** Why nothing was done about a fault: there is no such world, or none, one or a thousand of that name in it, or it makes no sense. */
type FaultRefusal =
  | { readonly why: 'no world' }
  | { readonly why: 'no fault'; readonly others: readonly string[] }
  | { readonly why: 'taken' }
  | { readonly why: 'too many' }
  | { readonly why: 'mistakes'; readonly mistakes: readonly string[] };

/** What came of it. */
export type FaultOutcome<Result> = { readonly done: Result } | FaultRefusal;

/** A world is looked through for every request. */
export const maxFaults = 1000;

/** The faults of all worlds of a database, which other servers may change at the same time. */
export class Faults {
  readonly #database: Kysely<Schema>;
  readonly #document: Document;

  constructor(database: Kysely<Schema>, document: Document) {
    this.#database = database;
    this.#document = document;
  }

  /** The faults of a world in their order. */
  async list(world: string): Promise<FaultOutcome<ShownFault[]>> {
    const row = await new WorldRows(this.#database).find(world);
    if (!row) return { why: 'no world' };
    const counts = await new FaultStrikes({ database: this.#database, world }).counts();
    return { done: readFaults(row.faults).map((fault) => shown(fault, counts.get(fault.id))) };
  }

  /** One fault of a world. */
  async find(world: string, name: string): Promise<FaultOutcome<ShownFault>> {
    const listed = await this.list(world);
    if ('why' in listed) return listed;
    const found = listed.done.find((fault) => fault.name === name);
    return found ? { done: found } : noFault(listed.done);
  }

  /** Makes a fault after all others; one without a name gets one. */
  add(world: string, rule: FaultRule): Promise<FaultOutcome<ShownFault>> {
    return this.#enter(world, rule, (faults) => {
      const name = rule.name ?? freeName(faults);
      return faults.some((other) => other.name === name) ? { why: 'taken' } : { done: name };
    });
  }

  /** Makes a fault or puts it in the place of the one of that name. */
  put(world: string, name: string, rule: FaultRule): Promise<FaultOutcome<ShownFault>> {
    return this.#enter(world, { ...rule, name }, () => ({ done: name }));
  }

  /** Deletes a fault. */
  remove(world: string, name: string): Promise<FaultOutcome<undefined>> {
    return this.#change(world, (faults) => {
      const others = faults.filter((fault) => fault.name !== name);
      return others.length < faults.length ? { done: others } : noFault(faults);
    });
  }

  /** Deletes all faults of a world. */
  clear(world: string): Promise<FaultOutcome<undefined>> {
    return this.#change(world, () => ({ done: [] }));
  }

  async #enter(
    world: string,
    rule: FaultRule,
    nameIt: (faults: readonly Fault[]) => FaultOutcome<string>,
  ): Promise<FaultOutcome<ShownFault>> {
    const mistakes = mistakesOf(rule, this.#document);
    if (mistakes.length > 0) return { why: 'mistakes', mistakes };
    const { name: _, ...unnamed } = rule;
    let made: Fault | undefined;
    const outcome = await this.#change(world, (faults) => {
      const named = nameIt(faults);
      if ('why' in named) return named;
      made = { id: randomUUID(), name: named.done, ...unnamed, attempts: rule.attempts ?? 'always' };
      return entered(faults, made);
    });
    return 'why' in outcome ? outcome : { done: shown(made as Fault, 0) };
  }

  /** Changes the list in one step, which gives the world another revision; what is no longer in it is no longer counted. */
  #change(
    world: string,
    change: (faults: readonly Fault[]) => FaultOutcome<readonly Fault[]>,
  ): Promise<FaultOutcome<undefined>> {
    return transact({ database: this.#database, world }, async (scope: Scope) => {
      const rows = new WorldRows(scope.database);
      const row = await rows.lock(world);
      if (!row) return { why: 'no world' };
      const before = readFaults(row.faults);
      const outcome = change(before);
      if ('why' in outcome) return outcome;
      await rows.change(world, { faults: JSON.stringify(outcome.done) });
      const kept = new Set(outcome.done.map(({ id }) => id));
      await new FaultStrikes(scope).remove(before.map(({ id }) => id).filter((id) => !kept.has(id)));
      return { done: undefined };
    });
  }
}

function entered(faults: readonly Fault[], made: Fault): FaultOutcome<readonly Fault[]> {
  const place = faults.findIndex(({ name }) => name === made.name);
  if (place >= 0) return { done: faults.with(place, made) };
  return faults.length < maxFaults ? { done: [...faults, made] } : { why: 'too many' };
}

function freeName(faults: readonly Fault[]): string {
  const taken = new Set(faults.map(({ name }) => name));
  let number = faults.length + 1;
  while (taken.has(`fault-${number}`)) number += 1;
  return `fault-${number}`;
}

function noFault(faults: readonly Pick<Fault, 'name'>[]): FaultRefusal {
  return { why: 'no fault', others: faults.map(({ name }) => name) };
}

function shown({ id: _, ...fault }: Fault, struck = 0): ShownFault {
  return { ...fault, struck };
}
