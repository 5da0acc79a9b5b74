import { isObject, type JsonObject } from '@gitlab-internal-api/contract';
import { bareObject } from './bare-object.ts';

/** A query or a form that cannot be read; the message says why, and never holds a value. */
export class MalformedParametersError extends Error {
  override name = 'MalformedParametersError';
}

const depthLimit = 32;

/** How many parameters a query or a form may have. */
export const countLimit = 65_536;

/**
 * Reads a query or a form as Rack does: `a[]=1` is an array, `a[b]=1` an object, and in `a[][b]=1&a[][c]=2&a[][b]=3` a new
 * element starts when a key repeats. Of a plain name that repeats, the last value counts.
 */
export function parseRackParameters(text: string): JsonObject {
  return collectParameters(decodedPairs(withSpaces(text)));
}

/** Named values, whose names may hold brackets, as the parameters that Rack makes of them. */
export function collectParameters(pairs: Iterable<readonly [name: string, value: string]>): JsonObject {
  const parameters = bareObject();
  let count = 0;
  for (const [name, value] of pairs) {
    if (++count > countLimit) throw new MalformedParametersError(`more than ${countLimit} parameters`);
    addParameter(parameters, stepsOf(name), value);
  }
  return parameters;
}

/** Each `+` is a space. `replaceAll` takes a GB where a text of 64 MB is nothing but `+`. */
function withSpaces(text: string): string {
  if (!text.includes('+')) return text;
  const [plus, space] = [0x2b, 0x20];
  const bytes = Buffer.from(text);
  for (let index = 0; index < bytes.length; index += 1) if (bytes[index] === plus) bytes[index] = space;
  return bytes.toString();
}

/** A name without `=` is null for Rack, which GitLab takes for absent; the Ruby client of GitLab sent such names. */
function* decodedPairs(text: string): Generator<[string, string]> {
  for (const pair of piecesOf(text)) {
    const equals = pair.indexOf('=');
    if (equals < 0) continue;
    const name = decode(pair.slice(0, equals), () => 'the name of a parameter');
    yield [name, decode(pair.slice(equals + 1), () => `the value of '${short(name)}'`)];
  }
}

/** What stands between the `&`, one after the other: a list of them all could be larger than the memory. */
function* piecesOf(text: string): Generator<string> {
  let count = 0;
  for (let start = 0; start < text.length; ) {
    if (++count > countLimit) throw new MalformedParametersError(`more than ${countLimit} parameters`);
    const separator = text.indexOf('&', start);
    const end = separator < 0 ? text.length : separator;
    yield text.slice(start, end);
    start = end + 1;
  }
}

/** `packs[][expires_at]` is the steps `packs`, `` and `expires_at`; a name with stray brackets is one step. */
function stepsOf(name: string): string[] {
  const bracket = name.indexOf('[', 1);
  if (bracket < 0 || !name.endsWith(']')) return [name];
  const steps = [name.slice(0, bracket), ...name.slice(bracket + 1, -1).split('][', depthLimit)];
  if (steps.some((step) => /[[\]]/.test(step))) return [name];
  if (steps.length > depthLimit)
    throw new MalformedParametersError(`'${short(name)}' is nested more than ${depthLimit} deep`);
  return steps;
}

function addParameter(parameters: JsonObject, steps: readonly string[], value: string): void {
  let holder = parameters;
  for (let index = 0; index < steps.length; index += 1) {
    const [step = '', next] = [steps[index], steps[index + 1]];
    if (next === undefined) holder[step] = value;
    else if (next !== '') holder = objectAt(holder, step);
    else {
      addElement(holder, step, steps.slice(index + 2), value);
      return;
    }
  }
}

function addElement(holder: JsonObject, step: string, rest: readonly string[], value: string): void {
  const elements = holder[step] ?? [];
  if (!Array.isArray(elements)) throw new MalformedParametersError(`'${short(step)}' is an array and something else`);
  if (rest[0] === '') throw new MalformedParametersError(`'${short(step)}' is an array of arrays`);
  holder[step] = elements;
  if (rest.length === 0) {
    elements.push(value);
    return;
  }
  const last = elements.at(-1);
  const element = isObject(last) && !holds(last, rest) ? last : bareObject();
  if (element !== last) elements.push(element);
  addParameter(element, rest, value);
}

/** Whether an element has a value at these steps already; an array takes any number of values. */
function holds(element: JsonObject, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined || step === '') return false;
  const value = element[step];
  return value !== undefined && (rest.length === 0 || (isObject(value) && holds(value, rest)));
}

function objectAt(holder: JsonObject, step: string): JsonObject {
  const known = holder[step] ?? bareObject();
  if (!isObject(known)) throw new MalformedParametersError(`'${short(step)}' is an object and something else`);
  holder[step] = known;
  return known;
}

function decode(text: string, what: () => string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new MalformedParametersError(`${what()} is not percent-encoded UTF-8`);
  }
}

function short(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}
