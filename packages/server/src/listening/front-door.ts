import { carrierReplies, type Exchange, type Reply } from '@gitlab-internal-api/validator';
import type { Express, Request, RequestHandler, Response } from 'express';
import { secretsEqual } from '../authentication/secret.ts';
import type { BasicCredentials, ListeningOptions } from './listening-options.ts';
import { rootOf } from './url.ts';

type Report = (exchange: Exchange) => void;

/** Mounts what every request has to pass before anything answers it: HTTP Basic credentials, and the relative URL root. */
export function frontDoor(app: Express, { basicAuth, relativeUrlRoot }: ListeningOptions, report: Report): void {
  const root = rootOf(relativeUrlRoot);
  if (basicAuth) app.use(wantCredentials(basicAuth, root, report));
  if (root !== '') app.use(answerBelow(root, report));
}

/** Whoever passes has used its `Authorization` up, and nothing behind the door sees the password. */
function wantCredentials({ user, password }: BasicCredentials, root: string, report: Report): RequestHandler {
  return (request, response, next) => {
    if (isProbe(targetOf(request), root)) return next();
    const presented = basicCredentials(request.headers.authorization);
    delete request.headers.authorization;
    if (presented !== undefined && secretsEqual(presented, `${user}:${password}`)) return next();
    const reason = `HTTP Basic: ${presented === undefined ? 'no credentials' : 'wrong user or password'}`;
    refuse(request, response, accessDenied, { report, remarks: { refused: [reason] } });
  };
}

/** Whoever looks whether the server lives has no credentials. */
function isProbe(target: string, root: string): boolean {
  return target.startsWith(root) && /^\/-\/(health|liveness|readiness|metrics)(\?|$)/.test(target.slice(root.length));
}

/** What GitLab says over HTTP where Basic credentials do not let in; clients show the message to their users. */
const accessDenied: Reply = {
  status: 401,
  headers: { 'WWW-Authenticate': 'Basic realm="GitLab", charset="UTF-8"' },
  body: { message: 'HTTP Basic: Access denied' },
};

/** The `user:password` that a header carries. */
function basicCredentials(header: string | undefined): string | undefined {
  const [, base64] = /^basic +([\w+/=-]+) *$/i.exec(header ?? '') ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('utf8');
}

/** What is below the root goes on as if there were none. */
function answerBelow(root: string, report: Report): RequestHandler {
  return (request, response, next) => {
    const target = targetOf(request);
    if (!/^(?:[/?]|$)/.test(target.slice(root.length)) || !target.startsWith(root)) {
      const hint = `everything is below ${root}`;
      return refuse(request, response, carrierReplies.notFound(), { report, hint });
    }
    const below = target.slice(root.length);
    request.url = below.startsWith('/') ? below : `/${below}`;
    request.originalUrl = request.url;
    next();
  };
}

/** A proxy sends a whole URL. */
function targetOf({ originalUrl }: Request): string {
  return originalUrl.replace(/^https?:\/\/[^/?]*/i, '');
}

interface About {
  readonly report: Report;
  readonly hint?: string;
  readonly remarks?: Exchange['remarks'];
}

function refuse(request: Request, response: Response, reply: Reply, { report, hint, remarks = {} }: About): void {
  const { method, headers } = request;
  const message = { method, target: targetOf(request), headers, body: Buffer.alloc(0) };
  report({ requestId: String(response.getHeader('X-Request-Id')), message, violations: [], reply, hint, remarks });
  if (hint !== undefined) response.setHeader('Gitlab-Stub-Hint', hint);
  response.writeHead(reply.status, { ...reply.headers, 'Content-Type': 'application/json' });
  response.end(JSON.stringify(reply.body));
}
