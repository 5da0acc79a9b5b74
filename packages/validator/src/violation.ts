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

/** Ajv's errors about one part of a message as violations: alternatives folded into one, each place named once. */
export function toViolations(errors: readonly ErrorObject[], place: Place): Violation[] {
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf');
  const branches = (error: ErrorObject) =>
    errors.filter((other) => other.schemaPath.startsWith(`${error.schemaPath}/`));
  const folded = new Set(alternatives.flatMap((error) => foldedBy(error, branches(error))));
  const violations = errors
    .filter((error) => !folded.has(error))
    .map((error) => toViolation(error, place, branches(error)));
  const key = ({ code, pointer, names }: Violation) => [code, pointer, ...names].join(' ');
  return [...new Map(violations.map((violation) => [key(violation), violation])).values()];
}

/** That none of the alternatives fits is enough to tell; but where the value has the type of only one, that one was meant. */
function foldedBy(error: ErrorObject, branches: readonly ErrorObject[]): readonly ErrorObject[] {
  const byBranch = Map.groupBy(
    branches,
    ({ schemaPath }) => schemaPath.slice(error.schemaPath.length + 1).split('/')[0],
  );
  const isMisfit = ({ keyword, instancePath }: ErrorObject) =>
    keyword === 'type' && instancePath === error.instancePath;
  const [meant, ...others] = [...byBranch.values()].filter((branch) => !branch.some(isMisfit));
  if (!meant || others.length > 0 || byBranch.size === 1) return branches;
  return [error, ...branches.filter((branch) => !meant.includes(branch))];
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
