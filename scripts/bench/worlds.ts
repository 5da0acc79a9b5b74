import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type StartedStub, startStub } from '../../packages/server/src/index.ts';
import type { Measurement } from '../bench.ts';

const count = 200;
const rounds = 5;

/** How long worlds and stubs take to make, and whether the memory of worlds comes back when they are deleted. */
export async function measure(): Promise<Measurement[]> {
  const starts = await inTurn(rounds + 1, async () => (await startStub()).close());
  await using stub = await startStub();
  const made: number[] = [];
  const memory: number[] = [memoryInUse()];
  for (let round = 0; round < rounds; round++) {
    made.push(...(await inTurn(count, (index) => create(stub, `w${index}`))));
    await Promise.all(Array.from({ length: count }, (_, index) => use(stub, `w${index}`)));
    const full = memoryInUse();
    await inTurn(count, (index) => stub.worlds.get(`w${index}`).delete());
    memory.push(full, memoryInUse());
  }
  const [first = 0, ...rest] = memory;
  return [
    { what: 'start a stub after the first one (and stop it)', figure: spread(starts.slice(1)), target: '< 150 ms' },
    { what: 'POST /-/worlds from the default world', figure: spread(made), target: '< 20 ms' },
    { what: `heap at first, then with ${count} worlds and without, in MB`, figure: [first, ...rest].join(', ') },
  ];
}

async function inTurn(times: number, run: (index: number) => Promise<unknown>): Promise<number[]> {
  const durations: number[] = [];
  for (let index = 0; index < times; index++) {
    const start = performance.now();
    await run(index);
    durations.push(performance.now() - start);
  }
  return durations;
}

async function create({ url }: StartedStub, name: string): Promise<void> {
  const body = JSON.stringify({ name, from: { copy: 'default' } });
  const headers = { 'Content-Type': 'application/json' };
  const { status } = await fetch(`${url}/-/worlds`, { method: 'POST', headers, body });
  if (status !== 201) throw new Error(`the world ${name} was answered with ${status}`);
}

/** Fifty requests that change something and are kept in the journal. */
async function use({ worlds, secrets }: StartedStub, name: string): Promise<void> {
  const headers = { 'Gitlab-Shared-Secret': btoa(secrets.shell ?? '') };
  const { url } = worlds.get(name);
  for (let index = 0; index < 50; index++) {
    const body = new URLSearchParams({ gl_repository: 'project-3' });
    await fetch(`${url}/api/v4/internal/pre_receive`, { method: 'POST', headers, body });
  }
}

/** What the heap holds once nothing is left to collect; a process gives little of that back to its system. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return Math.round((heapUsed + external) / 1e6);
}

function spread(durations: readonly number[]): string {
  const sorted = [...durations].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(1);
  return `median ${at(0.5)} ms (${at(0)}–${at(1)})`;
}
