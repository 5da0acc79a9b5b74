import {
  type CompiledQuery,
  DeleteQueryNode,
  InsertQueryNode,
  type OperationNode,
  RawNode,
  type RootOperationNode,
  TableNode,
  UpdateQueryNode,
} from 'kysely';

/** What is kept at most; together that is less than a megabyte. */
const most = { results: 400, rows: 10, characters: 800 };

/**
 * Rows that were read, by query and values, until a statement changes a table that they are from. That is the table which the
 * statement names: no foreign key and no trigger has it change another one.
 */
export class KeptRows {
  readonly #queries = new Map<CompiledQuery, Results>();
  /** What is from a table, by its name. */
  readonly #from = new Map<string, Results[]>();
  #count = 0;

  /** The rows that a query with these values gave; undefined where that is not known. */
  find<Row>(query: CompiledQuery, parameters: readonly unknown[]): readonly Row[] | undefined {
    return this.#queries.get(query)?.find(parameters) as readonly Row[] | undefined;
  }

  /** Keeps what a query has read unless that is large, and has nobody change it from then on. */
  keep<Row>(query: CompiledQuery, parameters: readonly unknown[], rows: readonly Row[]): void {
    const results = this.#queries.get(query) ?? this.#add(query);
    if (!results.areKept || isLarge(parameters, rows)) return;
    if (this.#count >= most.results) this.clear();
    this.#count += 1;
    for (const row of rows) Object.freeze(row);
    results.keep(parameters, Object.freeze(rows));
  }

  /** Forgets what a statement is about to change. */
  drop(statement: RootOperationNode): void {
    const table = targetOf(statement);
    if (table === undefined) this.clear();
    else for (const results of this.#from.get(table) ?? []) this.#count -= results.clear();
  }

  /** Forgets everything. */
  clear(): void {
    for (const results of this.#queries.values()) results.clear();
    this.#count = 0;
  }

  #add(query: CompiledQuery): Results {
    const nodes = [...nodesIn(query.query)];
    // What SQL of one's own reads is not known.
    const results = new Results(!nodes.some(RawNode.is));
    this.#queries.set(query, results);
    for (const name of new Set(nodes.filter(TableNode.is).map(nameOf))) {
      const others = this.#from.get(name) ?? [];
      this.#from.set(name, [...others, results]);
    }
    return results;
  }
}

/** What a query gave, by its values. */
class Results {
  readonly areKept: boolean;
  #root = new Branch();
  #count = 0;

  constructor(areKept: boolean) {
    this.areKept = areKept;
  }

  find(parameters: readonly unknown[]): readonly unknown[] | undefined {
    let branch: Branch | undefined = this.#root;
    for (let index = 0; branch && index < parameters.length; index++) branch = branch.find(parameters[index]);
    return branch?.rows;
  }

  keep(parameters: readonly unknown[], rows: readonly unknown[]): void {
    let branch = this.#root;
    for (const parameter of parameters) branch = branch.grow(parameter);
    branch.rows = rows;
    this.#count += 1;
  }

  /** Returns how many there were. */
  clear(): number {
    const count = this.#count;
    if (count > 0) this.#root = new Branch();
    this.#count = 0;
    return count;
  }
}

/** Results whose first values are the same: values are compared one by one, which takes no text that is made of them all. */
class Branch {
  rows: readonly unknown[] | undefined;
  #branches: Map<unknown, Branch> | undefined;

  find(value: unknown): Branch | undefined {
    return this.#branches?.get(value);
  }

  grow(value: unknown): Branch {
    this.#branches ??= new Map();
    const known = this.#branches.get(value);
    if (known) return known;
    const branch = new Branch();
    this.#branches.set(own(value), branch);
    return branch;
  }
}

/** V8 makes the parts of a text refer to all of it: a path would keep the whole body of its request. */
function own(value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(value).toString() : value;
}

function isLarge(parameters: readonly unknown[], rows: readonly unknown[]): boolean {
  if (rows.length > most.rows) return true;
  const length = rows.reduce<number>((sum, row) => sum + lengthOf(Object.values(row as object)), lengthOf(parameters));
  return length > most.characters;
}

function lengthOf(values: readonly unknown[]): number {
  let length = 0;
  for (const value of values) if (typeof value === 'string') length += value.length;
  return length;
}

function* nodesIn(part: unknown): Generator<OperationNode> {
  if (typeof part !== 'object' || part === null) return;
  if ('kind' in part) yield part as OperationNode;
  for (const inner of Object.values(part)) yield* nodesIn(inner);
}

function nameOf({ table }: TableNode): string {
  return table.identifier.name;
}

/** The table that a statement changes; undefined where that is not known. */
function targetOf(statement: RootOperationNode): string | undefined {
  const target = InsertQueryNode.is(statement)
    ? statement.into
    : UpdateQueryNode.is(statement)
      ? statement.table
      : DeleteQueryNode.is(statement) && statement.from.froms[0];
  return target && TableNode.is(target) ? nameOf(target) : undefined;
}
