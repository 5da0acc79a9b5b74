import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from '@gitlab-internal-api/validator';
import { carrierReplies } from '@gitlab-internal-api/validator';
import type { Finding } from '../findings/finding.ts';
import { BodyCopy } from './body-copy.ts';
import { forward, passHead } from './forward.ts';
import { type Inspector, isError } from './inspector.ts';
import type { Logger } from './log.ts';
import type { Observed } from './observed.ts';
import { badGateway, sendOwn } from './own-reply.ts';
import type { Refusals } from './refusals.ts';
import { addTrailers, collect } from './relay.ts';
import type { UpstreamConnections } from './upstream-connections.ts';

/** An exchange that may be refused. */
export interface WatchedPassage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly connections: UpstreamConnections;
  readonly observed: Observed;
}

/** Lets pass only what keeps the contract: it holds a message back until all of it has come, and sends the bytes received. */
export class Enforcement {
  readonly #inspector: Inspector;
  readonly #refusals: Refusals;
  readonly #log: Logger;

  constructor(inspector: Inspector, refusals: Refusals, log: Logger) {
    this.#inspector = inspector;
    this.#refusals = refusals;
    this.#log = log;
  }

  /** Resolves with a reason where the upstream gave no reply. */
  async pass({ request, response, connections, observed }: WatchedPassage): Promise<string | undefined> {
    const { body } = observed;
    // Whoever waits for permission to send the body would wait for ever.
    if (/^100-continue$/i.test(request.headers.expect ?? '')) response.writeContinue();
    const isWhole = await collect(request, body).catch(() => undefined);
    if (isWhole === undefined) return undefined;
    if (!isWhole) return this.#refuse(response, observed, carrierReplies.contentTooLarge(body.limit), []);
    const looked = await this.#inspector.look(observed);
    const refusal = looked && (await this.#refusals.of(looked));
    if (refusal) return this.#refuse(response, observed, refusal, looked.findings);
    return forward({
      request,
      response,
      connections,
      send: (outgoing) => sendWhole(request, outgoing, body),
      take: (reply) => void this.#take(reply, response, observed),
    });
  }

  #refuse(response: ServerResponse, observed: Observed, reply: Reply, findings: readonly Finding[]): undefined {
    const copy = new BodyCopy(observed.body.limit);
    copy.add(sendOwn(response, reply, remarksOn(findings)));
    copy.isWhole = true;
    observed.enforced = 'request';
    observed.reply = { status: reply.status, headers: ['Content-Type', 'application/json'], body: copy };
    return undefined;
  }

  async #take(reply: IncomingMessage, response: ServerResponse, observed: Observed): Promise<void> {
    const body = new BodyCopy(observed.body.limit);
    observed.reply = { status: reply.statusCode ?? 0, headers: reply.rawHeaders, body };
    const isWhole = await collect(reply, body).catch(() => undefined);
    if (isWhole === undefined || response.destroyed) return void response.destroy();
    const findings = isWhole ? await this.#replyErrors(observed) : [];
    if (isWhole && findings.length === 0) return sendReply(reply, response, body);
    observed.enforced = 'reply';
    const reason = isWhole ? 'it breaks the contract' : `it is larger than ${body.limit} bytes`;
    this.#log.warn({ path: observed.target.split('?', 1)[0], reason }, 'a reply was not passed on');
    sendOwn(response, badGateway, remarksOn(findings));
  }

  async #replyErrors(observed: Observed): Promise<Finding[]> {
    const { findings = [] } = (await this.#inspector.look(observed)) ?? {};
    return findings.filter((finding) => finding.message === 'reply' && isError(finding));
  }
}

function sendWhole(request: IncomingMessage, outgoing: ClientRequest, body: BodyCopy): void {
  if (body.length > 0) outgoing.write(body.bytes);
  addTrailers(request, outgoing);
  outgoing.end();
}

function sendReply(reply: IncomingMessage, response: ServerResponse, body: BodyCopy): void {
  passHead(reply, response);
  if (body.length > 0) response.write(body.bytes);
  addTrailers(reply, response);
  response.end();
}

const shown = 5;

/** The first findings for a header: code, message and pointer each, in ASCII. */
function remarksOn(findings: readonly Finding[]): string {
  const items = findings
    .filter(isError)
    .slice(0, shown)
    .map(({ code, message, in: place, pointer }) => `${code};in="${message} ${place}";pointer="${quotable(pointer)}"`);
  return items.join(', ');
}

function quotable(text: string): string {
  return encodeURI(text.toWellFormed()).slice(0, 200);
}
