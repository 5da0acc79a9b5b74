import { isIP } from 'node:net';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isInstant } from './instant.ts';
import type { LooseWorld } from './loose-world.ts';
import { didYouMean, type Mistake, maxMistakes, type Path, printPath, printValue } from './mistake.ts';
import { type OnProgress, watched } from './progress.ts';
import { lists } from './tables.ts';
import schema from './world.schema.json' with { type: 'json' };

/** What of a world is not as the schema has it. */
export interface Shape {
  readonly mistakes: readonly Mistake[];
  /** The world without what has a wrong type, to be looked at further; undefined where too much is wrong for that. */
  readonly rest: LooseWorld | undefined;
}

/** Holds a world against the schema. */
export function shapeOf(data: unknown, onProgress?: OnProgress): Shape {
  const found: Misfit[] = [];
  const places = new Set<string>();
  for (const misfit of misfits(data, onProgress)) {
    found.push(misfit);
    if (places.add(printPath(pathOf(misfit))).size > maxMistakes) break;
  }
  const mistakes = found.map(toMistake);
  if (!isMapping(data) || places.size > maxMistakes) return { mistakes, rest: undefined };
  const wrong = found.filter(({ error }) => error.keyword === 'type');
  return { mistakes, rest: wrong.length === 0 ? data : without(wrong.map(pathOf), data) };
}

/** An error of Ajv and where in the world the value lies that was validated. */
interface Misfit {
  readonly at: Path;
  readonly error: ErrorObject;
}

/** Goes through lists row by row: they may be long, and Ajv looks at all of a value, however much is wrong. */
function* misfits(data: unknown, onProgress: OnProgress | undefined): Iterable<Misfit> {
  const rows = isMapping(data) ? lists.filter((list) => Array.isArray(data[list])) : [];
  const emptied = Object.fromEntries(rows.map((list) => [list, []]));
  yield* errorsOf(validator('world'), [], isMapping(data) ? { ...data, ...emptied } : data);
  for (const list of rows) {
    const validate = rowValidator(list);
    const elements = (data as Record<string, unknown[]>)[list] ?? [];
    let index = 0;
    for (const row of watched(elements, elements.length, `checking ${list}`, onProgress)) {
      yield* errorsOf(validate, [list, index], row);
      index += 1;
    }
  }
}

function errorsOf(validate: ValidateFunction, at: Path, value: unknown): readonly Misfit[] {
  return validate(value) ? [] : (validate.errors ?? []).map((error) => ({ at, error }));
}

function isMapping(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** A copy of a world without what lies at some paths; what is not on the way to them is not copied. */
function without(paths: readonly Path[], world: Record<string, unknown>): LooseWorld {
  const root: Container = { ...world };
  const copies = new Set<unknown>([root]);
  for (const path of paths) {
    let holder: Container | undefined = root;
    for (const step of path.slice(0, -1)) holder = holder && copied(holder, step, copies);
    if (holder) delete holder[path.at(-1) ?? ''];
  }
  return root;
}

type Container = Record<string | number, unknown>;

function copied(holder: Container, step: string | number, copies: Set<unknown>): Container | undefined {
  const value = holder[step];
  if (typeof value !== 'object' || value === null) return undefined;
  if (!copies.has(value)) holder[step] = Array.isArray(value) ? [...value] : { ...value };
  copies.add(holder[step]);
  return holder[step] as Container;
}

let ajv: Ajv2020 | undefined;

/** That the schema is a schema is a test's business: to make what it would be held against takes 30 ms. */
function createAjv(): Ajv2020 {
  const made = new Ajv2020({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    validateSchema: false,
    meta: false,
  });
  addFormats.default(made);
  made.addFormat('date-time', { type: 'string', validate: isInstant });
  made.addFormat('ip-range', { type: 'string', validate: isAddressRange });
  return made.addSchema(schema, 'world');
}

function rowValidator(list: string): ValidateFunction {
  return validator(`world#/properties/${list}/items`);
}

/** Made when the first world is checked, which those that ship are not. */
function validator(reference: string): ValidateFunction {
  ajv ??= createAjv();
  const found = ajv.getSchema(reference);
  if (!found) throw new Error(`the schema of a world has no ${reference}`);
  return found;
}

function isAddressRange(text: string): boolean {
  // An address with a zone is of use on one host only.
  const [address = '', bits = '0', ...rest] = text.split('/');
  const family = isIP(address);
  return (
    family !== 0 &&
    !address.includes('%') &&
    rest.length === 0 &&
    /^\d{1,3}$/.test(bits) &&
    Number(bits) <= (family === 4 ? 32 : 128)
  );
}

interface Described {
  readonly $ref?: string;
  readonly description?: string;
  readonly writeOnly?: boolean;
  readonly properties?: Readonly<Record<string, Described>>;
}

function toMistake({ at, error }: Misfit): Mistake {
  const path = pathOf({ at, error });
  const { missingProperty, additionalProperty } = error.params;
  if (missingProperty !== undefined)
    return { path: [...path, missingProperty], problem: missing(error.parentSchema as Described, missingProperty) };
  if (additionalProperty !== undefined)
    return {
      path: [...path, additionalProperty],
      atKey: true,
      problem: unknown(error.parentSchema as Described, additionalProperty),
    };
  return { path, problem: (explain[error.keyword] ?? explainOther)(error) };
}

function missing({ properties = {} }: Described, name: string): string {
  const { $ref = '', description = definitions[$ref]?.description } = properties[name] ?? {};
  return `is missing (${description})`;
}

function unknown({ properties = {} }: Described, name: string): string {
  const known = Object.keys(properties);
  return `there is no such key${didYouMean(name, known) || `; there are ${known.join(', ')}`}`;
}

const definitions: Readonly<Record<string, Described>> = Object.fromEntries(
  Object.entries(schema.$defs).map(([name, node]) => [`#/$defs/${name}`, node]),
);

const explain: Readonly<Record<string, (error: ErrorObject) => string>> = {
  type: wrongType,
  enum: notListed,
  format: ({ data, params }) => `${printValue(data)} is not ${formats[params.format] ?? params.format}`,
  pattern: ({ data, parentSchema }) =>
    `${(parentSchema as Described).writeOnly ? 'what stands here' : printValue(data)} is not right (${(parentSchema as Described).description})`,
  minimum: ({ data, params }) => `${data} is too low; the least is ${params.limit}`,
  maximum: ({ data, params }) => `${data} is too high; the most is ${params.limit}`,
  minLength: () => 'is empty',
  maxLength: ({ params }) => `is too long; ${params.limit} characters are the most`,
  minItems: () => 'is an empty list; leave it out instead',
  uniqueItems: ({ data, params }) => `${printValue((data as unknown[])[params.i])} stands twice in the list`,
};

function explainOther({ data, message = 'is not as the schema has it' }: ErrorObject): string {
  return `${printValue(data)} ${message}`;
}

function notListed({ data, params: { allowedValues } }: ErrorObject): string {
  const hint =
    typeof data !== 'string' && allowedValues.includes(String(data))
      ? '; put quotes around it'
      : didYouMean(String(data), allowedValues);
  return `${printValue(data)} is not one of ${allowedValues.join(', ')}${hint}`;
}

function wrongType({ data, params }: ErrorObject): string {
  const types: string[] = [params.type].flat();
  if (types.includes('array') && types.includes('string'))
    return `${printValue(data)} is not a list, nor a file as @users.ndjson`;
  const unquoted = types.includes('string') && ['number', 'boolean'].includes(typeof data);
  return `${printValue(data)} is not ${types.map((type) => typeNames[type] ?? type).join(' or ')}${unquoted ? '; put quotes around it' : ''}`;
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  date: 'a date as 2022-06-30',
  'date-time': 'an instant as 2022-06-30T12:00:00Z',
  email: 'an e-mail address',
  uri: 'a URL',
  'ip-range': 'an IP address or a range of them as 10.0.0.0/8',
};

function pathOf({ at, error }: Misfit): Path {
  return [...at, ...toPath(error.instancePath)];
}

function toPath(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((token) => (/^(0|[1-9]\d*)$/.test(token) ? Number(token) : token));
}
