import type { Json } from '@gitlab-internal-api/contract';
import type { ErrorObject } from 'ajv';

/** Where in a message something is wrong. */
export type Place = 'header' | 'path' | 'query' | 'body' | 'status';

/** Something in a message that breaks the contract. */
export interface Violation {
  /** A stable name for the kind of violation. */
  readonly code: ViolationCode;
  readonly in: Place;
  /** A JSON pointer into that part of the message: `/packs/0/expires_at`. */
  readonly pointer: string;
  /** What is wrong, in a sentence. */
  readonly message: string;
  /** The parameters it is about, as GitLab names them: `packs[0][expires_at]`. */
  readonly names: readonly string[];
}

/** The kinds of violation. */
export type ViolationCode =
  | 'missing'
  | 'missing-alternative'
  | 'excluded'
  | 'type'
  | 'enum'
  | 'pattern'
  | 'format'
  | 'range'
  | 'undeclared'
  | 'media-type'
  | 'malformed'
  | 'header';

const codes: Record<string, ViolationCode> = {
  required: 'missing',
  type: 'type',
  enum: 'enum',
  const: 'enum',
  pattern: 'pattern',
  format: 'format',
};

/** More tell nobody more: a request with 100,000 wrong elements must not be answered, logged and kept with 100,000 sentences. */
const kept = 100;

/** Ajv's errors about one part of a message as violations: alternatives folded into one, each place named once. */
export function toViolations(errors: readonly ErrorObject[], place: Place): Violation[] {
  const violations = fold(errors).map(({ error, branches }) => toViolation(error, place, branches));
  const key = ({ code, pointer, names }: Violation) => [code, pointer, ...names].join(' ');
  return [...new Map(violations.map((violation) => [key(violation), violation])).values()].slice(0, kept);
}

/** An error, and where it says that no alternative fits, why each of them does not. */
interface Folded {
  readonly error: ErrorObject;
  readonly branches: readonly ErrorObject[];
}

/** Ajv reports the branches of an `anyOf` right before the `anyOf`: one way through from the end finds them all. */
function fold(errors: readonly ErrorObject[]): Folded[] {
  const folded: Folded[][] = [];
  for (let end = errors.length; end > 0; ) {
    const error = errors[end - 1] as ErrorObject;
    const start = error.keyword === 'anyOf' ? startOfBranches(errors, error, end - 1) : end - 1;
    folded.push(alternatives(error, errors.slice(start, end - 1)));
    end = start;
  }
  return folded.reverse().flat();
}

function startOfBranches(
  errors: readonly ErrorObject[],
  { schemaPath, instancePath }: ErrorObject,
  end: number,
): number {
  let start = end;
  const isBranch = (other: ErrorObject | undefined) =>
    other?.schemaPath.startsWith(`${schemaPath}/`) && `${other.instancePath}/`.startsWith(`${instancePath}/`);
  while (isBranch(errors[start - 1])) start -= 1;
  return start;
}

/** That none of the alternatives fits is all that is told, unless one of them was meant: then, why it does not. */
function alternatives(error: ErrorObject, branches: readonly ErrorObject[]): Folded[] {
  const byBranch = Map.groupBy(
    branches,
    ({ schemaPath }) => schemaPath.slice(error.schemaPath.length + 1).split('/')[0],
  );
  const isMisfit = ({ keyword, instancePath }: ErrorObject) =>
    keyword === 'type' && instancePath === error.instancePath;
  const candidates = [...byBranch.values()].filter((branch) => !branch.some(isMisfit));
  const meant = byBranch.size > 1 ? meantOf(candidates, error) : undefined;
  return meant ? fold(meant) : [{ error, branches }];
}

/** Where the value has the type of only one alternative, that one was meant; else the one that fits best. */
function meantOf(candidates: readonly ErrorObject[][], { instancePath }: ErrorObject): ErrorObject[] | undefined {
  const [first, ...others] = candidates;
  if (others.length === 0) return first;
  const isLack = (error: ErrorObject) => error.keyword === 'required' && error.instancePath === instancePath;
  // That one of several has to be there is a rule of its own.
  if (candidates.flat().every(isLack)) return undefined;
  // A member with another fixed value, such as `success: false`, marks another alternative.
  const isMark = (error: ErrorObject) =>
    error.keyword === 'const' && error.instancePath.slice(0, error.instancePath.lastIndexOf('/')) === instancePath;
  const count = (errors: readonly ErrorObject[], is: (error: ErrorObject) => boolean) => errors.filter(is).length;
  const [best] = candidates
    .filter((errors) => !errors.some(isMark))
    .toSorted((a, b) => count(a, isLack) - count(b, isLack) || a.length - b.length);
  return best;
}

function toViolation(error: ErrorObject, place: Place, branches: readonly ErrorObject[]): Violation {
  const required = branches.filter(
    ({ keyword, instancePath }) => keyword === 'required' && instancePath === error.instancePath,
  );
  if (error.keyword === 'anyOf' && required.length > 0 && required.length === branches.length)
    return missingAlternative(error, place, required);
  if (error.keyword === 'not') return excluded(error, place);
  const code = codes[error.keyword] ?? (error.keyword === 'anyOf' ? 'type' : 'range');
  const missing = error.keyword === 'required' ? `/${escapePointer(String(error.params.missingProperty))}` : '';
  const pointer = `${error.instancePath}${missing}`;
  return {
    code,
    in: place,
    pointer,
    names: [parameterName(pointer)],
    message: sentence(error, parameterName(pointer) || `the ${place}`),
  };
}

function missingAlternative({ instancePath }: ErrorObject, place: Place, required: readonly ErrorObject[]): Violation {
  const names = required.map(({ params }) =>
    parameterName(`${instancePath}/${escapePointer(String(params.missingProperty))}`),
  );
  return {
    code: 'missing-alternative',
    in: place,
    pointer: instancePath,
    names,
    message: `one of ${names.join(', ')} is required`,
  };
}

/** The parameters that exclude each other are those that the schema under `not` requires. */
function excluded({ instancePath, schema }: ErrorObject, place: Place): Violation {
  const required = ((schema as { required?: readonly string[] } | undefined)?.required ?? []).map((name) =>
    parameterName(`${instancePath}/${escapePointer(name)}`),
  );
  const names = required.length > 0 ? required : [parameterName(instancePath)];
  return {
    code: 'excluded',
    in: place,
    pointer: instancePath,
    names,
    message: `${names.join(', ')} exclude each other`,
  };
}

function sentence({ keyword, params, message }: ErrorObject, name: string): string {
  if (keyword === 'required') return `${name} is required`;
  if (keyword === 'type') return `${name} must be of type ${[params.type].flat().join(' or ')}`;
  if (keyword === 'enum') return `${name} must be one of ${(params.allowedValues as Json[]).join(', ')}`;
  if (keyword === 'const') return `${name} must be ${JSON.stringify(params.allowedValue)}`;
  if (keyword === 'additionalProperties') return `${name} has no member ${params.additionalProperty}`;
  if (keyword === 'anyOf') return `${name} has none of the forms that the contract allows`;
  return `${name} ${message}`;
}

/** The way GitLab names a nested parameter: `/packs/0/expires_at` is `packs[0][expires_at]`. */
function parameterName(pointer: string): string {
  const [first = '', ...rest] = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return [first, ...rest.map((token) => `[${token}]`)].join('');
}

function escapePointer(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}
