/**
 * The client, a process of its own: runs autocannon as it is told by its parent and tells what came back. The figures are taken
 * from each reply, because autocannon's own know no time below a millisecond.
 */
import autocannon from 'autocannon';
import { percentile } from './statistics.ts';
import type { WorkRequest } from './work.ts';

/** How long which requests are sent where. */
export interface LoadJob {
  readonly url: string;
  readonly requests: readonly WorkRequest[];
  readonly connections: number;
  readonly seconds: number;
}

/** What came back: times in milliseconds, and how many replies had which status. */
export interface LoadResult {
  readonly replies: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly errors: number;
  readonly statuses: Record<string, number>;
}

process.on('message', async (job: LoadJob) => process.send?.(await run(job)));

async function run({ url, requests, connections, seconds }: LoadJob): Promise<LoadResult> {
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  const start = performance.now();
  let last = start;
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const copied = requests.map((request) => ({ ...request }));
    const options = { url, requests: copied, connections, duration: seconds, sampleInt: 50, timeout: 60 };
    const done = (error: unknown, ended: autocannon.Result) => (error ? reject(error) : resolve(ended));
    autocannon(options, done).on('response', (_client, status, _bytes, time) => {
      last = performance.now();
      times.push(time);
      statuses[status] = (statuses[status] ?? 0) + 1;
    });
  });
  const sorted = Float64Array.from(times).sort();
  const perSecond = (times.length / (last - start)) * 1000;
  const [p50, p99] = [percentile(sorted, 0.5), percentile(sorted, 0.99)];
  return { replies: times.length, perSecond, p50, p99, errors: result.errors, statuses };
}
