import type { Exchange, Violation } from '@gitlab-internal-api/validator';
import { type Logger, pino } from 'pino';
import { isoText } from './instant.ts';
import { StandardError } from './standard-error.ts';

/** The levels of the log, the quietest first. */
export const logLevels: readonly ['silent', 'error', 'warn', 'info', 'debug'] = [
  'silent',
  'error',
  'warn',
  'info',
  'debug',
];

/** A level of the log. */
export type LogLevel = (typeof logLevels)[number];

/** A log of JSON lines on standard error, so that standard output stays free for what the command prints. */
export function createLog(level: LogLevel): Logger {
  return pino({ level, base: null, timestamp }, { write });
}

/** A process has one, however many servers it has, and none as long as all of them are silent. */
let standardError: StandardError | undefined;

function write(...parts: string[]): void {
  standardError ??= new StandardError();
  standardError.write(...parts);
}

function timestamp(): string {
  return `,"time":"${isoText(new Date())}"`;
}

/** The remarks on an exchange as JSON, which is made once for all who keep it. */
export function remarksOf({ remarks }: Exchange): string {
  return JSON.stringify(remarks);
}

/** One line for an exchange. */
export function logExchange(log: Logger, exchange: Exchange, remarks: string): void {
  const { defect } = exchange;
  if (defect !== undefined) log.error({ ...fieldsOf(exchange), err: defect }, 'stub defect');
  else if (log.isLevelEnabled('info')) write(...partsOfLine(exchange, remarks));
}

/** What is undefined is left out by pino. */
function fieldsOf({ requestId, message, operation, violations, hint, fault, remarks }: Exchange): object {
  return {
    requestId,
    method: message.method,
    path: pathOf(message.target),
    operation: operation?.id,
    status: 500,
    violations: violations.length > 0 ? violations.map(lineOfViolation) : undefined,
    hint,
    fault,
    ...remarks,
  };
}

/**
 * The very line that pino would make of such fields, at less than half the price: pino has to find out what each of them is.
 * A method and the name of an operation have no character that JSON escapes. Its parts are written one by one, because to put
 * the long ones together would be one more copy.
 */
function partsOfLine(
  { requestId, message, operation, violations, reply, hint, fault }: Exchange,
  remarks: string,
): [beginning: string, remarks: string, end: string] {
  const { method, target } = message;
  let line = `{"level":30${timestamp()},"requestId":${quoted(requestId)}`;
  line += `,"method":"${method}","path":${quoted(pathOf(target))}`;
  if (operation !== undefined) line += `,"operation":"${operation.id}"`;
  line += `,"status":${reply.status}`;
  if (violations.length > 0) line += `,"violations":${JSON.stringify(violations.map(lineOfViolation))}`;
  if (hint !== undefined) line += `,"hint":${quoted(hint)}`;
  if (fault !== undefined) line += `,"fault":${quoted(fault)}`;
  const end = ',"msg":"request"}\n';
  return remarks === '{}' ? [line, '', end] : [`${line},`, remarks.slice(1, -1), end];
}

/** A text as JSON; nearly all have nothing to escape. */
function quoted(text: string): string {
  return /^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Only the path of a target: its query may carry a secret, and bodies do. */
function pathOf(target: string): string {
  const query = target.indexOf('?');
  return target.slice(0, query < 0 ? 500 : Math.min(query, 500));
}

function lineOfViolation({ code, in: place, pointer, message }: Violation): object {
  return { code, in: place, pointer, message };
}
