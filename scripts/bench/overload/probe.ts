import { setTimeout } from 'node:timers/promises';
import { ask, type Running } from '../peers/run.ts';
import { percentile } from '../peers/statistics.ts';
import type { WorkRequest } from '../peers/work.ts';

/** Somebody who asks ten times a second until told to stop. */
export interface Probe {
  /** What was seen, and the most memory that the server had. */
  stop(): Promise<{ readonly seen: string; readonly peak: number }>;
}

/** Starts to ask. */
export function startProbe(stub: Running, request: WorkRequest): Probe {
  const times: number[] = [];
  const failures: string[] = [];
  const stopped = new AbortController();
  let peak = 0;
  const asking = askOn();
  return { stop };

  async function askOn(): Promise<void> {
    while (!stopped.signal.aborted) {
      await askOnce();
      peak = Math.max(peak, stub.usage().megabytes);
      await setTimeout(100);
    }
  }

  async function askOnce(): Promise<void> {
    const begun = performance.now();
    const status = await ask(stub.url, request).then(
      (answer) => answer.status,
      (error) => error.cause?.code ?? error.name,
    );
    if (status === 200) times.push(performance.now() - begun);
    else failures.push(String(status));
  }

  async function stop(): Promise<{ seen: string; peak: number }> {
    stopped.abort();
    await asking;
    const sorted = times.toSorted((a, b) => a - b);
    const [p50, worst] = [percentile(sorted, 0.5), percentile(sorted, 1)].map((time) => time.toFixed(0));
    const answered = times.length > 0 ? [`${times.length} × 200, p50 ${p50} ms, at most ${worst} ms`] : [];
    const failed = failures.length > 0 ? [`${failures.length} × ${[...new Set(failures)].join(' or ')}`] : [];
    return { seen: [...answered, ...failed].join(', '), peak };
  }
}
