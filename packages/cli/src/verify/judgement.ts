import { isObject, type Json } from '@gitlab-internal-api/contract';
import type { FindingCode } from '../findings/catalogue.ts';
import type { Finding, Found } from '../findings/finding.ts';
import type { CheckedRecord, TrafficChecker } from '../findings/traffic-checker.ts';
import type { Ask } from './ask.ts';
import type { Message } from './message.ts';
import type { Answer } from './server-under-test.ts';

/** A request as it was sent, and what came of it. */
export interface Asked {
  readonly ask: Ask;
  readonly message: Message;
  readonly reply: Answer | { readonly reason: string };
  /** The line of the plan. */
  readonly line: number;
}

/** What is wrong with a reply, by the contract. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly record?: CheckedRecord | undefined;
}

/** Holds a reply against the contract: whether it is one, and whether it is one to this request. */
export async function judge({ ask, message, reply, line }: Asked, checker: TrafficChecker): Promise<Judgement> {
  const { method, route, operation } = ask;
  const about = { operation, consumer: 'verify', request: `${method} ${route}` };
  const told = (found: readonly Found[]): Finding[] => found.map((each) => ({ ...each, ...about }));
  if ('reason' in reply) return { findings: told([cutFinding(ask, reply.reason)]) };
  if (!operation) return { findings: told(strayFindings(ask, reply)) };
  const { status, headers, body } = reply;
  const record = await checker.check({
    position: { line },
    time: undefined,
    request: { method, url: message.target, headers: lowerCased(message.headers), body: message.body },
    reply: { status, headers, mediaType: undefined, body },
  });
  const own = (record?.findings ?? []).filter(({ message: part }) => part === 'reply');
  const unexpected = statusFinding(ask, status);
  const undeclared = own.filter(({ code }) => code === 'undocumented-status');
  // The body of a reply that should be another one says nothing new.
  if (undeclared.length === 0) return { record, findings: unexpected ? told([unexpected]) : own };
  // What the router answers is declared for no operation: there is no such way to ask.
  const isRouter = unexpected && [404, 405].includes(status) && isRouterRefusal(body);
  return { record, findings: isRouter ? told([unexpected]) : own };
}

function lowerCased(headers: Message['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Too many requests is what this program did, and no deviation. */
function statusFinding({ expects, name, pointer = '' }: Ask, status: number): Found | undefined {
  if (expects.statuses.includes(status) || status === 429) return undefined;
  const code = codeOf(expects.kind, status);
  const asked = /^the example|^a path|^to /.test(name) ? name : `a request ${name}`;
  const says = new Intl.ListFormat('en', { type: 'disjunction' }).format(expects.statuses.map(String));
  return {
    code,
    message: 'reply',
    in: 'status',
    pointer,
    status,
    sentence: `${asked} was answered ${status}; the contract says ${says}`,
  };
}

function codeOf(kind: Ask['expects']['kind'], status: number): FindingCode {
  if (kind === 'unauthorized' && status !== 403 && status < 500) return 'unchecked-credential';
  return kind === 'refusal' && status < 300 ? 'unchecked-parameter' : 'unexpected-status';
}

function cutFinding({ name }: Ask, reason: string): Found {
  const sentence = `${name.startsWith('the ') ? name : `a request ${name}`} got no reply: ${reason}`;
  return { code: 'no-reply', message: 'reply', in: 'request', pointer: '', sentence };
}

/** GitLab's router refuses in JSON, `{"error":"404 Not Found"}`; a wrong method that is named with 405 comes with `Allow`. */
function strayFindings(ask: Ask, { status, headers, body }: Answer): Found[] {
  const unexpected = statusFinding(ask, status);
  if (unexpected) return [unexpected];
  const about = { message: 'reply', pointer: '', status } as const;
  const found: Found[] = [];
  if (status === 405 && headers.allow === undefined)
    found.push({
      code: 'missing-reply-header',
      ...about,
      in: 'header',
      pointer: '/Allow',
      sentence: 'Allow is missing',
    });
  if (!isRouterRefusal(body))
    found.push({
      code: 'missing-property',
      ...about,
      in: 'body',
      pointer: '/error',
      sentence: 'the body is no {"error": …}',
    });
  return found;
}

function isRouterRefusal(body: Buffer): boolean {
  try {
    const value: Json = JSON.parse(body.toString());
    return isObject(value) && typeof value.error === 'string';
  } catch {
    return false;
  }
}
