import type { IncomingMessage, ServerResponse } from 'node:http';
import { apiTarget } from '../findings/api-target.ts';
import { checkerOf, type HeldAgainst } from '../findings/checker-of.ts';
import { type ContractFinding, contractFinding, findingLine } from '../findings/contract-finding.ts';
import { largestBody, programHeaders, unpacked } from '../findings/program-message.ts';
import type { TrafficChecker } from '../findings/traffic-checker.ts';
import type { RecordedExchange } from '../recordings/recording.ts';
import { Gate } from './gate.ts';
import { requestBodyOf, type ServedRequest } from './request-body.ts';
import { tapReply } from './tapped-reply.ts';

/** What the middleware holds requests and replies against, and what becomes of it. */
export interface ContractMiddlewareOptions extends HeldAgainst {
  /** Is told everything that is found; without it, a line for each goes to standard error. */
  readonly onFinding?: ((finding: ContractFinding, request: IncomingMessage) => void) | undefined;
  /** Answers requests that break the contract as GitLab does; the application never sees them. */
  readonly enforce?: boolean | undefined;
  /** The largest body that is looked at, in bytes. */
  readonly maxBody?: number | undefined;
}

type Next = (error?: unknown) => void;

/**
 * A middleware for Express that holds the requests to an application, and its replies, against the contract. It changes
 * no byte of either, unless it is told to enforce the contract, and may stand before body parsers or behind them.
 */
export function contractMiddleware(
  options: ContractMiddlewareOptions = {},
): (request: ServedRequest, response: ServerResponse, next: Next) => void {
  const { relativeUrlRoot, enforce = false, maxBody = largestBody } = options;
  const checker = checkerOf(options);
  const gate = enforce ? new Gate(checker, relativeUrlRoot, maxBody) : undefined;
  return (request, response, next) => {
    if (!apiTarget(urlOf(request), relativeUrlRoot)) return next();
    const time = new Date();
    const exchange = (body: Buffer | undefined) => recordedRequest(request, time, body);
    if (!gate) {
      watch(request, response, { checker, options, exchange, body: requestBodyOf(request, maxBody) });
      return next();
    }
    gate.admit(request, response, exchange).then(({ body, findings }) => {
      if (findings) return tell(findings.map(contractFinding), request, options);
      watch(request, response, { checker, options, exchange, body: () => body });
      next();
    }, next);
  };
}

/** What is known when a request comes, and how the rest is found out when its reply is sent. */
interface Watched {
  readonly checker: TrafficChecker;
  readonly options: ContractMiddlewareOptions;
  readonly exchange: (body: Buffer | undefined) => RecordedExchange;
  readonly body: () => Buffer | undefined;
}

function watch(request: ServedRequest, response: ServerResponse, watched: Watched): void {
  const { checker, options, exchange, body } = watched;
  const replyOf = tapReply(response, options.maxBody ?? largestBody);
  const look = async () => {
    const recorded = exchange(await unpacked(body(), request.headers));
    const record = await checker.check({ ...recorded, reply: await replyOf() });
    tell((record?.findings ?? []).map(contractFinding), request, options);
  };
  // What goes wrong in here is nothing that the client could help.
  response.once('close', () => void look().catch((error: Error) => process.emitWarning(error)));
}

function tell(
  findings: readonly ContractFinding[],
  request: ServedRequest,
  { onFinding }: ContractMiddlewareOptions,
): void {
  for (const finding of findings) {
    if (onFinding) onFinding(finding, request);
    else console.warn(`${finding.severity} ${finding.operationId ?? finding.request}: ${findingLine(finding)}`);
  }
}

/** Express keeps the whole URL there for what is mounted below a path. */
function urlOf({ originalUrl, url = '' }: ServedRequest): string {
  return originalUrl ?? url;
}

function recordedRequest(request: ServedRequest, time: Date, body: Buffer | undefined): RecordedExchange {
  const { method = 'GET', headers } = request;
  return {
    position: { line: 1 },
    time,
    request: { method, url: urlOf(request), headers: programHeaders(headers), body },
    reply: undefined,
  };
}

export type { ContractFinding } from '../findings/contract-finding.ts';
