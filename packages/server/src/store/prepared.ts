import type { Compilable, CompiledQuery, DialectAdapter } from 'kysely';
import { isPrompt } from './engines/prompt-executor.ts';
import type { Scope } from './scope.ts';

/**
 * A query that is built and compiled once for each database, and run with other values each time: to build and compile one takes
 * several times as long as to run it. It is built from what stands for its values, which it may compare and insert but not look at.
 */
export class Prepared<Values extends object, Row> {
  readonly #build: (scope: Scope, values: Values) => Compilable<Row>;
  /** By the adapter of the database, which its transactions have too. */
  readonly #compiled = new WeakMap<DialectAdapter, CompiledQuery<Row>>();

  constructor(build: (scope: Scope, values: Values) => Compilable<Row>) {
    this.#build = build;
  }

  /** All rows. */
  all(scope: Scope, values: Values): Promise<Row[]> {
    return this.#run(scope, values, (rows) => rows);
  }

  /** The first row. */
  first(scope: Scope, values: Values): Promise<Row | undefined> {
    return this.#run(scope, values, ([row]) => row);
  }

  /** The row of a query that always has one. */
  one(scope: Scope, values: Values): Promise<Row> {
    return this.#run(scope, values, ([row]) => {
      if (row === undefined) throw new Error('a query that always has a row had none');
      return row;
    });
  }

  /** Makes one promise and no more, which is resolved already where the database answers at once. */
  async #run<Result>({ database, world }: Scope, values: Values, pick: (rows: Row[]) => Result): Promise<Result> {
    const executor = database.getExecutor();
    const compiled = this.#compiled.get(executor.adapter) ?? this.#compile(database, executor.adapter);
    const query = { ...compiled, parameters: valuesOf(compiled, { ...values, world }) };
    const answer = isPrompt(executor) ? executor.answer<Row>(query) : executor.executeQuery<Row>(query);
    return pick((answer instanceof Promise ? await answer : answer).rows);
  }

  #compile(database: Scope['database'], adapter: DialectAdapter): CompiledQuery<Row> {
    const values = standIns<Values & Pick<Scope, 'world'>>();
    const query = this.#build({ database, world: values.world }, values).compile();
    this.#compiled.set(adapter, query);
    return query;
  }
}

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

function valuesOf({ parameters }: CompiledQuery, values: Readonly<Record<string, unknown>>): unknown[] {
  return parameters.map((parameter) => (parameter instanceof StandIn ? values[parameter.name] : parameter));
}
