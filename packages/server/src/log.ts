import type { Exchange } from '@gitlab-internal-api/validator';
import { destination, type Logger, pino } from 'pino';

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
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination({ dest: 2, sync: true }));
}

/** One line for an exchange. Only the path of its target: a query may carry a secret, and bodies do. */
export function logExchange(
  log: Logger,
  { requestId, message, operation, violations, reply, defect, hint, fault, remarks }: Exchange,
): void {
  const [path = ''] = message.target.split('?', 1);
  const line = {
    requestId,
    method: message.method,
    path: path.slice(0, 500),
    operation: operation?.id,
    status: defect === undefined ? reply.status : 500,
    ...(violations.length > 0 && {
      violations: violations.map(({ code, in: place, pointer, message: what }) => ({
        code,
        in: place,
        pointer,
        message: what,
      })),
    }),
    ...(hint !== undefined && { hint }),
    ...(fault !== undefined && { fault }),
    ...remarks,
  };
  if (defect !== undefined) log.error({ ...line, err: defect }, 'stub defect');
  else log.info(line, 'request');
}
