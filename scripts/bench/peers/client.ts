import { once } from 'node:events';
import { join } from 'node:path';
import type { LoadJob, LoadResult } from './load.ts';
import { cores, startProgram, stopProgram, type Usage, usageOf } from './process.ts';
import type { Running } from './run.ts';

/** The process that sends the load. */
export interface Client extends AsyncDisposable {
  run(job: LoadJob): Promise<LoadResult>;
  usage(): Usage;
}

/** Starts the process that sends the load, on a core of its own unless it may be on any. */
export function startClient(core: number | 'any' = cores.client): Client {
  const child = startProgram([join(import.meta.dirname, 'load.ts')], core, 'ipc');
  return { run, usage: () => usageOf(child.pid ?? 0), [Symbol.asyncDispose]: () => stopProgram(child) };

  async function run(job: LoadJob): Promise<LoadResult> {
    const ended = new AbortController();
    const gone = once(child, 'exit', { signal: ended.signal }).then(() => {
      throw new Error('the process that sends the load has ended');
    });
    child.send(job);
    const [result] = await Promise.race([once(child, 'message', { signal: ended.signal }), gone]);
    gone.catch(() => undefined);
    ended.abort();
    return result;
  }
}

/** What one run of load gave; times in milliseconds, processor time in microseconds a request, memory when it ended. */
export interface Figures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
  /** The processor time that the client took, for what takes longer than the server is a limit, too. */
  readonly clientCpu: number;
  readonly megabytes: number;
}

/** Measures a contestant once; a reply that it did not give when it was asked before ends the bench. */
export async function measureOnce(
  client: Client,
  running: Running,
  job: Omit<LoadJob, 'url'>,
  statuses: readonly string[],
): Promise<Figures> {
  const before = { server: running.usage().seconds, client: client.usage().seconds };
  const result = await client.run({ ...job, url: running.url });
  // On a busy machine the first reply may come after a short run.
  if (result.replies === 0 && result.errors === 0 && job.seconds < 30)
    return measureOnce(client, running, { ...job, seconds: job.seconds * 2 }, statuses);
  const { seconds, megabytes } = running.usage();
  const cpu = ((seconds - before.server) / result.replies) * 1e6;
  const clientCpu = ((client.usage().seconds - before.client) / result.replies) * 1e6;
  const foreign = Object.keys(result.statuses).find((status) => !statuses.includes(status));
  if (foreign !== undefined || result.errors > 0 || result.replies === 0)
    throw new Error(`${running.name} under load: ${result.errors} errors, replies ${JSON.stringify(result.statuses)}`);
  return { perSecond: result.perSecond, p50: result.p50, p99: result.p99, cpu, clientCpu, megabytes };
}
