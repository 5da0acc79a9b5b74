import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import type { Measurement } from '../bench.ts';

const rounds = 30;
const callsPerRound = 100;
const main = join(import.meta.dirname, '../../packages/cli/src/main.js');
const headers = { 'Gitlab-Shared-Secret': btoa('gitlab-shell-dev-secret') };

/** What the proxy adds to a call on one connection that stays open; calls with and without it take turns. */
export async function measure(): Promise<Measurement[]> {
  const stub = await start('serve', '--port', '0', '--log-level', 'silent');
  try {
    return [
      ...(await compare(stub.url, 'proxy')),
      ...(await compare(stub.url, 'proxy --har', '--har', '/dev/null')),
      ...(await compare(stub.url, 'proxy --enforce', '--enforce')),
    ];
  } finally {
    stub.stop();
  }
}

async function compare(upstream: string, name: string, ...words: string[]): Promise<Measurement[]> {
  const proxy = await start('proxy', '--upstream', upstream, '--port', '0', ...words);
  try {
    const [direct, proxied] = await takeTurns(upstream, proxy.url);
    const difference = (share: number) => `${(at(proxied, share) - at(direct, share)).toFixed(2)} ms`;
    const what = `${name}, discoverUser: added at the`;
    return [
      { what: `${what} median (direct ${at(direct, 0.5).toFixed(2)} ms)`, figure: difference(0.5), target: '< 1 ms' },
      { what: `${what} 99th percentile (direct ${at(direct, 0.99).toFixed(2)} ms)`, figure: difference(0.99) },
    ];
  } finally {
    proxy.stop();
  }
}

async function takeTurns(direct: string, proxied: string): Promise<[number[], number[]]> {
  const sides = [direct, proxied].map((url) => ({
    url,
    agent: new Agent({ keepAlive: true, maxSockets: 1 }),
    times: [],
  }));
  // The first calls are compiled while they run.
  for (const side of sides) for (let count = 0; count < 1000; count += 1) await call(side.url, side.agent);
  for (let round = 0; round < rounds; round += 1)
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) await measureRound(side);
  for (const { agent } of sides) agent.destroy();
  const [first = [], second = []] = sides.map(({ times }) => times);
  return [first, second];
}

async function measureRound({ url, agent, times }: { url: string; agent: Agent; times: number[] }): Promise<void> {
  for (let count = 0; count < callsPerRound; count += 1) {
    const start = performance.now();
    await call(url, agent);
    times.push(performance.now() - start);
  }
}

function call(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}/api/v4/internal/discover?key_id=7`, { agent, headers }, (response) => {
      response.resume().on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error('refused'))));
    });
    outgoing.on('error', reject).end();
  });
}

function at(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
}

interface Started {
  readonly url: string;
  stop(): void;
}

function start(...words: string[]): Promise<Started> {
  const child = spawn(process.execPath, [main, ...words, '--ready', 'json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${words[0]} did not start`)));
    child.stdout.once('data', (line: Buffer) => {
      const { url } = JSON.parse(line.toString());
      resolve({ url, stop: () => void child.kill('SIGKILL') });
    });
  });
}
