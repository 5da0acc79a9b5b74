import { setTimeout as wait } from 'node:timers/promises';
import { isObject, type Json } from '@gitlab-internal-api/contract';
import { Progress } from '../check/progress.ts';
import { Coverage } from '../coverage/coverage.ts';
import type { Collector } from '../findings/collector.ts';
import type { TrafficChecker } from '../findings/traffic-checker.ts';
import { UserError } from '../user-error.ts';
import type { Ask } from './ask.ts';
import { credentialValue } from './credentials.ts';
import type { Facts } from './facts.ts';
import { judge } from './judgement.ts';
import { LeftBehind } from './left-behind.ts';
import { messageOf } from './message.ts';
import { nameOf } from './preflight.ts';
import { type Address, type Answer, ask as send } from './server-under-test.ts';

/** What a server is asked with. */
export interface VerifyingOptions {
  readonly address: Address;
  readonly facts: Facts;
  readonly rate: number;
  readonly checker: TrafficChecker;
  readonly collector: Collector;
}

/** So many requests in a row without a reply, and nobody is there any more. */
const patience = 5;

/** Asks one thing after the other and keeps what is to tell. */
export class Verifying {
  readonly coverage: Coverage;
  readonly leftBehind = new LeftBehind();
  readonly operations: Record<string, number> = {};
  /** How many requests the server refused because there were too many. */
  limited = 0;
  asked = 0;
  readonly #options: VerifyingOptions;
  #silent = 0;

  constructor(options: VerifyingOptions) {
    this.#options = options;
    const { traffic } = options.checker;
    this.coverage = new Coverage(traffic.operations, (id) => traffic.definitionOf(id));
  }

  /** Asks until all is asked or the signal says that it is enough. */
  async run(asks: readonly Ask[], signal: AbortSignal): Promise<void> {
    const progress = new Progress();
    const start = performance.now();
    try {
      for (const [index, ask] of asks.entries()) {
        const pause = start + (index * 1000) / this.#options.rate - performance.now();
        if (pause > 0) await wait(pause, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return;
        progress.tell(() => `${index} of ${asks.length} requests, ${ask.operation?.id ?? ask.path}`);
        await this.#ask(ask, index + 1);
      }
    } finally {
      progress.end();
    }
  }

  async #ask(ask: Ask, line: number): Promise<void> {
    const { address, facts, checker, collector } = this.#options;
    const now = new Date();
    const values = await Promise.all(ask.presents.map((presented) => credentialValue(presented, facts, now)));
    const message = messageOf(ask, values);
    const reply = await send(address, message);
    this.#notice(reply);
    const { findings, record } = await judge({ ask, message, reply, line }, checker);
    for (const finding of findings) collector.add(finding, { file: 'plan', line });
    if (record) this.coverage.add(record);
    this.asked += 1;
    const id = ask.operation?.id;
    if (id !== undefined) this.operations[id] = (this.operations[id] ?? 0) + 1;
    if (ask.writes && !('reason' in reply)) this.leftBehind.add(ask, reply.status, jsonOf(reply));
  }

  #notice(reply: Answer | { readonly reason: string }): void {
    if (!('reason' in reply)) {
      this.#silent = 0;
      if (reply.status === 429) this.limited += 1;
      return;
    }
    this.#silent += 1;
    if (this.#silent >= patience)
      throw new UserError(
        `${nameOf(this.#options.address)} does not answer any more after ${this.asked - patience + 1} requests: ${reply.reason}`,
      );
  }
}

function jsonOf({ body }: Answer): Json {
  try {
    const value: Json = JSON.parse(body.toString());
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
