import { allOperations, type Document } from '@gitlab-internal-api/contract';
import { nodeHttp } from '@gitlab-internal-api/validator';
import { didYouMean, printValue } from '../world/mistake.ts';
import { type FaultRule, faultKinds } from './fault.ts';

/** What is wrong with a fault beyond what its types say, each with what would be right. */
export function mistakesOf(rule: FaultRule, document: Document): string[] {
  return [
    ...unknownKeys(rule),
    ...(rule.name === undefined ? [] : nameMistakes(rule.name)),
    ...operationMistakes(rule, document),
    ...attemptMistakes(rule),
    ...kindMistakes(rule),
    ...answerMistakes(rule),
    ...waitMistakes(rule),
    ...redirectMistakes(rule),
  ];
}

const keys: Readonly<Record<string, readonly string[]>> = {
  answer: ['status', 'headers', 'body', 'media_type'],
  wait: ['seconds'],
  cut: ['when'],
  garble: ['how'],
  redirect: ['location', 'status'],
};

const ruleKeys = ['name', 'operation', 'consumer', 'attempts', ...faultKinds];

/** A key that nobody knows is a slip of the pen: the fault would not do what its author wanted. */
function unknownKeys(rule: FaultRule): string[] {
  const nested = faultKinds.flatMap((kind) => unknownIn(rule[kind] ?? {}, keys[kind] ?? [], `${kind}.`));
  return [...unknownIn(rule, ruleKeys, ''), ...nested];
}

function unknownIn(value: object, known: readonly string[], prefix: string): string[] {
  const unknown = Object.keys(value).filter((key) => !known.includes(key));
  return unknown.map((key) => `${prefix}${key}: there is no such key${didYouMean(key, known)}`);
}

function nameMistakes(name: string): string[] {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name)) return [];
  return [`name: ${printValue(name)} is not up to 100 letters, digits, '.', '_' and '-' after a letter or a digit`];
}

function operationMistakes({ operation }: FaultRule, document: Document): string[] {
  const ids = allOperations(document).map(({ id }) => id);
  if (operation === undefined || ids.includes(operation)) return [];
  const { version } = document.info as { version?: string };
  return [`operation: ${printValue(operation)} is no operation of ${version}${didYouMean(operation, ids)}`];
}

function attemptMistakes({ attempts }: FaultRule): string[] {
  const fits = attempts === undefined || attempts === 'always' || (Number.isInteger(attempts) && attempts >= 1);
  return fits ? [] : [`attempts: ${printValue(attempts)} is neither a whole number from 1 on nor 'always'`];
}

function kindMistakes(rule: FaultRule): string[] {
  const given = faultKinds.filter((kind) => rule[kind] !== undefined);
  if (given.length === 1) return [];
  return [`a fault does exactly one of ${faultKinds.join(', ')}; this one has ${given.join(' and ') || 'none'}`];
}

function answerMistakes({ answer }: FaultRule): string[] {
  if (!answer) return [];
  const { status, body, headers = {}, media_type } = answer;
  const own = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  const mistakes = Object.entries(headers).flatMap(([name, value]) =>
    headerMistakes(`answer.headers.${name}`, name, value),
  );
  if (!(Number.isInteger(status) && status >= 200 && status <= 599))
    mistakes.push(`answer.status: ${printValue(status)} is not a whole number from 200 to 599`);
  if (body !== undefined && bodiless.has(status)) mistakes.push(`answer.body: a reply of status ${status} has no body`);
  if (own && media_type !== undefined)
    mistakes.push('answer.headers.Content-Type: the media type is given as media_type already');
  if (media_type !== undefined) mistakes.push(...headerMistakes('answer.media_type', 'Content-Type', media_type));
  if (media_type !== undefined && !/\bjson\b/i.test(media_type) && body !== undefined && typeof body !== 'string')
    mistakes.push(`answer.body: ${printValue(body)} is not a text, as a body of ${media_type} has to be`);
  return mistakes;
}

const bodiless = new Set([204, 205, 304]);

/** These frame the message; with others than its own the server could not send it. */
const framing = ['content-length', 'transfer-encoding', 'trailer', 'upgrade'];

function headerMistakes(where: string, name: string, value: string): string[] {
  if (framing.includes(name.toLowerCase())) return [`${where}: the server sets this header itself`];
  try {
    nodeHttp.validateHeaderName(name);
    nodeHttp.validateHeaderValue(name, value);
    return [];
  } catch (error) {
    return [`${where}: ${(error as Error).message}`];
  }
}

function waitMistakes({ wait }: FaultRule): string[] {
  if (!wait || (wait.seconds >= 0 && wait.seconds <= 600)) return [];
  return [`wait.seconds: ${printValue(wait.seconds)} is not a number from 0 to 600`];
}

function redirectMistakes({ redirect }: FaultRule): string[] {
  return redirect ? headerMistakes('redirect.location', 'Location', redirect.location) : [];
}
