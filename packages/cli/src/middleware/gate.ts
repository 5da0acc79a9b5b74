import type { ServerResponse } from 'node:http';
import { carrierReplies } from '@gitlab-internal-api/validator';
import type { Finding } from '../findings/finding.ts';
import { unpacked } from '../findings/program-message.ts';
import type { TrafficChecker } from '../findings/traffic-checker.ts';
import { sendOwn } from '../proxy/own-reply.ts';
import { Refusals } from '../proxy/refusals.ts';
import type { RecordedExchange } from '../recordings/recording.ts';
import { heldBack } from './held-back.ts';
import { hasBody, parsedBody, type ServedRequest } from './request-body.ts';

/** What becomes of a request: of one that was refused, what was found; of one that may pass, its body. */
export interface Admitted {
  readonly body?: Buffer | undefined;
  readonly findings?: readonly Finding[];
}

/** Refuses requests that break the contract in GitLab's words, before the application sees them. */
export class Gate {
  readonly #checker: TrafficChecker;
  readonly #refusals: Refusals;
  readonly #maxBody: number;

  constructor(checker: TrafficChecker, relativeUrlRoot: string | undefined, maxBody: number) {
    this.#checker = checker;
    this.#refusals = new Refusals(checker.release, relativeUrlRoot);
    this.#maxBody = maxBody;
  }

  async admit(
    request: ServedRequest,
    response: ServerResponse,
    exchange: (body: Buffer | undefined) => RecordedExchange,
  ): Promise<Admitted> {
    const body = await this.#bodyOf(request);
    if (body === 'too large') {
      sendOwn(response, carrierReplies.contentTooLarge(this.#maxBody));
      return { findings: [] };
    }
    const plain = await unpacked(body, request.headers);
    const record = await this.#checker.check(exchange(plain));
    const findings = record?.findings ?? [];
    const bodies = { request: plain, reply: undefined };
    const refusal = record && (await this.#refusals.of({ record, findings, bodies }));
    if (!refusal) return { body };
    sendOwn(response, refusal);
    return { findings };
  }

  async #bodyOf(request: ServedRequest): Promise<Buffer | 'too large' | undefined> {
    if (!hasBody(request)) return Buffer.alloc(0);
    return request.readableDidRead ? parsedBody(request) : heldBack(request, this.#maxBody);
  }
}
