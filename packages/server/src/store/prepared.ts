import { after, type Soon } from '@gitlab-internal-api/validator';
import type { Compilable, CompiledQuery, DialectAdapter, QueryResult } from 'kysely';
import { isPrompt } from './engines/prompt-executor.ts';
import type { Scope } from './scope.ts';

/**
 * A query that is built and compiled once for each database, and run with other values each time: to build and compile one takes
 * several times as long as to run it. It is built from what stands for its values, which it may compare and insert but not look at.
 * Its rows are there at once where the database answers at once, but one that fails always rejects. Nobody may change the rows:
 * others may get the same ones.
 */
export class Prepared<Values extends object, Row> {
  readonly #build: (scope: Scope, values: Values) => Compilable<Row>;
  /** By the adapter of the database, which its transactions have too. */
  readonly #compiled = new WeakMap<DialectAdapter, Compiled<Row>>();

  constructor(build: (scope: Scope, values: Values) => Compilable<Row>) {
    this.#build = build;
  }

  /** All rows. */
  all({ database, world }: Scope, values: Values): Soon<readonly Row[]> {
    const executor = database.getExecutor();
    const { query, takers } = this.#compiled.get(executor.adapter) ?? this.#compile(database, executor.adapter);
    const parameters = taken(takers, values, world);
    if (!isPrompt(executor)) return executor.executeQuery<Row>({ ...query, parameters }).then(rowsOf);
    try {
      return executor.answer(query, parameters);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** The first row. */
  first(scope: Scope, values: Values): Soon<Row | undefined> {
    return after<readonly Row[], Row | undefined>(this.all(scope, values), firstOf);
  }

  /** The row of a query that always has one. */
  one(scope: Scope, values: Values): Soon<Row> {
    return after<readonly Row[], Row>(this.all(scope, values), onlyOf);
  }

  #compile(database: Scope['database'], adapter: DialectAdapter): Compiled<Row> {
    const values = standIns<Values & Pick<Scope, 'world'>>();
    const query = this.#build({ database, world: values.world }, values).compile();
    const compiled = { query, takers: query.parameters.map(takerOf) };
    this.#compiled.set(adapter, compiled);
    return compiled;
  }
}

interface Compiled<Row> {
  readonly query: CompiledQuery<Row>;
  /** How each of its parameters is had. */
  readonly takers: readonly Taker[];
}

type Taker = (values: Readonly<Record<string, unknown>>, world: string) => unknown;

/** Stands for a value in a query that is built. */
class StandIn {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Has a stand-in under each name that is asked for. */
function standIns<Values extends object>(): Values {
  return new Proxy({}, { get: (_, name) => new StandIn(String(name)) }) as Values;
}

function takerOf(parameter: unknown): Taker {
  if (!(parameter instanceof StandIn)) return () => parameter;
  const { name } = parameter;
  return name === 'world' ? (_, world) => world : (values) => values[name];
}

function taken(takers: readonly Taker[], values: object, world: string): unknown[] {
  const parameters: unknown[] = [];
  for (const take of takers) parameters.push(take(values as Readonly<Record<string, unknown>>, world));
  return parameters;
}

function rowsOf<Row>({ rows }: QueryResult<Row>): readonly Row[] {
  return rows;
}

function firstOf<Row>(rows: readonly Row[]): Row | undefined {
  return rows[0];
}

function onlyOf<Row>(rows: readonly Row[]): Row {
  const row = rows[0];
  if (row === undefined) throw new Error('a query that always has a row had none');
  return row;
}
