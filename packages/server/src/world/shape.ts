import { isIP } from 'node:net';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { didYouMean, type Mistake, type Path, printValue } from './mistake.ts';
import schema from './world.schema.json' with { type: 'json' };

/** What of a world is not as the schema has it. */
export function shapeMistakes(data: unknown): Mistake[] {
  validate(data);
  return (validate.errors ?? []).map(toMistake);
}

/** A copy without what has a wrong type, so that the rest can be looked at further. */
export function withoutMisfits(data: unknown): unknown {
  if (typeof data !== 'object' || Array.isArray(data)) return {};
  validate(data);
  const copy = structuredClone(data);
  for (const { keyword, instancePath } of validate.errors ?? []) if (keyword === 'type') remove(copy, toPath(instancePath));
  return copy;
}

const ajv = new Ajv2020({ allErrors: true, verbose: true });
addFormats.default(ajv);
ajv.addFormat('date-time', { type: 'string', validate: isInstant });
ajv.addFormat('ip-range', { type: 'string', validate: isAddressRange });
const validate = ajv.compile(schema);

/** Stricter than the format's own check, which lets leap seconds through and a year that UTC turns into another. */
function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) return false;
  const day = text.slice(0, 10);
  return inUtc(`${day}T00:00:00Z`)?.startsWith(day) === true && /^\d{4}-/.test(inUtc(text) ?? '');
}

function inUtc(text: string): string | undefined {
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

function isAddressRange(text: string): boolean {
  // An address with a zone is of use on one host only.
  const [address = '', bits = '0', ...rest] = text.split('/');
  const family = isIP(address);
  return family !== 0 && !address.includes('%') && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

interface Described {
  readonly $ref?: string;
  readonly description?: string;
  readonly writeOnly?: boolean;
  readonly properties?: Readonly<Record<string, Described>>;
}

function toMistake(error: ErrorObject): Mistake {
  const path = toPath(error.instancePath);
  const { missingProperty, additionalProperty } = error.params;
  if (missingProperty !== undefined) return { path: [...path, missingProperty], problem: missing(error.parentSchema as Described, missingProperty) };
  if (additionalProperty !== undefined)
    return { path: [...path, additionalProperty], atKey: true, problem: unknown(error.parentSchema as Described, additionalProperty) };
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

const definitions: Readonly<Record<string, Described>> = Object.fromEntries(Object.entries(schema.$defs).map(([name, node]) => [`#/$defs/${name}`, node]));

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
  const hint = typeof data !== 'string' && allowedValues.includes(String(data)) ? '; put quotes around it' : didYouMean(String(data), allowedValues);
  return `${printValue(data)} is not one of ${allowedValues.join(', ')}${hint}`;
}

function wrongType({ data, params }: ErrorObject): string {
  const types: string[] = [params.type].flat();
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

function toPath(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((token) => (/^(0|[1-9]\d*)$/.test(token) ? Number(token) : token));
}

function remove(data: unknown, path: Path): void {
  const last = path.at(-1);
  const parent = path.slice(0, -1).reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], data);
  if (typeof parent === 'object' && parent !== null && last !== undefined) delete (parent as Record<string, unknown>)[last];
}
