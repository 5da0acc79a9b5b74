import type { ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import type { Contestant, StartOptions } from './contestants.ts';
import { cores, freePort, isRunning, startProgram, stopProgram, type Usage, usageOf } from './process.ts';
import type { WorkRequest } from './work.ts';

/** A contestant that answers. */
export interface Running extends AsyncDisposable {
  readonly name: string;
  readonly url: string;
  /** Milliseconds from its start to its first 200. */
  readonly coldStart: number;
  /** Its memory then. */
  readonly startedMegabytes: number;
  usage(): Usage;
  /** Ends it as its user would, so that it can write what it has to. */
  end(): Promise<void>;
}

/** An answer, as far as contestants are held to it. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Starts a contestant and waits until it answers. */
export async function start(
  contestant: Contestant,
  options: Omit<StartOptions, 'port'>,
  first: WorkRequest,
): Promise<Running> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const begun = performance.now();
  const child = startProgram(contestant.start({ ...options, port }), contestant.isOnAnyCore ? 'any' : cores.server);
  const coldStart = await untilAnswered(url, first, child).then(
    () => performance.now() - begun,
    async (error) => {
      await stopProgram(child);
      throw new Error(`${contestant.name} did not start: ${error.message}`);
    },
  );
  const pid = child.pid ?? 0;
  return {
    name: contestant.name,
    url,
    coldStart,
    startedMegabytes: usageOf(pid).megabytes,
    usage: () => usageOf(pid),
    end: () => stopProgram(child, 'SIGTERM'),
    [Symbol.asyncDispose]: () => stopProgram(child),
  };
}

async function untilAnswered(url: string, first: WorkRequest, child: ChildProcess): Promise<void> {
  const overdue = AbortSignal.timeout(60_000);
  let last: Answer | undefined;
  while (!overdue.aborted && isRunning(child)) {
    last = await ask(url, first).catch(() => undefined);
    if (last?.status === 200) return;
    await setTimeout(5);
  }
  throw new Error(last ? `it answers ${last.status} ${last.text.slice(0, 300)}` : 'nothing listens');
}

/** Milliseconds after which a reply is given up. */
const patience = 10_000;

/** Sends one request and reads the reply. */
export async function ask(url: string, { method, path, headers, body }: WorkRequest): Promise<Answer> {
  const signal = AbortSignal.timeout(patience);
  const reply = await fetch(`${url}${path}`, { method, headers, signal, redirect: 'manual', ...(body && { body }) });
  const type = reply.headers.get('Content-Type') ?? '';
  return { status: reply.status, type: type.split(';')[0] ?? type, text: await reply.text() };
}
