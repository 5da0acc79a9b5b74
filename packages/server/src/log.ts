import type { Exchange, Violation } from '@gitlab-internal-api/validator';
import { type Logger, pino } from 'pino';
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

function write(line: string): void {
  standardError ??= new StandardError();
  standardError.write(line);
}

let written = 0;
let text = '';

/** The time in ISO 8601, which is costly enough to be written once for all lines of a millisecond. */
function timestamp(): string {
  const now = Date.now();
  if (now === written) return text;
  written = now;
  text = `,"time":"${new Date(now).toISOString()}"`;
  return text;
}

/** One line for an exchange. */
export function logExchange(log: Logger, exchange: Exchange): void {
  const { defect } = exchange;
  if (defect !== undefined) log.error({ ...lineOf(exchange), err: defect }, 'stub defect');
  else if (log.isLevelEnabled('info')) log.info(lineOf(exchange), 'request');
}

/** What is undefined is left out by pino. Only the path of the target: a query may carry a secret, and bodies do. */
function lineOf({ requestId, message, operation, violations, reply, defect, hint, fault, remarks }: Exchange): object {
  const [path = ''] = message.target.split('?', 1);
  return {
    requestId,
    method: message.method,
    path: path.slice(0, 500),
    operation: operation?.id,
    status: defect === undefined ? reply.status : 500,
    violations: violations.length > 0 ? violations.map(lineOfViolation) : undefined,
    hint,
    fault,
    ...remarks,
  };
}

function lineOfViolation({ code, in: place, pointer, message }: Violation): object {
  return { code, in: place, pointer, message };
}
