import { setTimeout } from 'node:timers/promises';
import type { Measurement } from '../bench.ts';
import { startProbe } from './overload/probe.ts';
import { holdConnections } from './overload/stalled.ts';
import { type Client, startClient } from './peers/client.ts';
import { contestantNamed } from './peers/contestants.ts';
import { isQuick } from './peers/flags.ts';
import { type Running, start } from './peers/run.ts';
import { workNamed } from './peers/work.ts';

const crowd = 2000;

/** What the server does when more come than it can serve, and when clients come that do not go on. */
export async function measure(flags: readonly string[]): Promise<Measurement[]> {
  // Whoever stands still is closed after 30 s, and whoever does not finish after two minutes.
  const [sending, holding] = isQuick(flags) ? [5, 5] : [30, 130];
  await using client = startClient();
  const rows = await observe(client, `${crowd} connections that ask checkGitAccess`, (stub) =>
    sendAll(client, stub, sending),
  );
  for (const { kind, count, what } of kinds) {
    const hold = ({ url }: Running) => holdConnections(url, { kind, count, seconds: holding });
    rows.push(...(await observe(client, `${count} clients that ${what}`, hold)));
  }
  return rows;
}

const kinds = [
  { kind: 'silent', count: 2000, what: 'say nothing' },
  { kind: 'slow-head', count: 500, what: 'send a head, a byte a second' },
  { kind: 'half-body', count: 500, what: 'send half of a body' },
  { kind: 'unread-documents', count: 100, what: 'ask for 20 large documents at once and read nothing' },
  { kind: 'unread-replies', count: 500, what: 'ask 200 times at once and read nothing' },
] as const;

const asked = workNamed('checkGitAccess').requests;
const [probed] = workNamed('discoverUser').requests;

/** What one more client sees meanwhile, what a server takes, and whether it gives that back. */
async function observe(client: Client, what: string, run: (stub: Running) => Promise<string>): Promise<Measurement[]> {
  await using stub = await start(contestantNamed('stub'), { folder: '' }, probed);
  // So that memory is compared with that of a server which has worked.
  await client.run({ url: stub.url, requests: asked, connections: 16, seconds: 3 });
  const before = stub.usage().megabytes;
  const probe = startProbe(stub, probed);
  const outcome = await run(stub);
  const { seen, peak } = await probe.stop();
  await setTimeout(3000);
  const afterwards = startProbe(stub, probed);
  await setTimeout(1000);
  const { seen: recovered } = await afterwards.stop();
  const memory = [before, peak, stub.usage().megabytes].map((megabytes) => megabytes.toFixed(0));
  return [
    { what, figure: outcome },
    { what: '  one more client, meanwhile', figure: seen },
    { what: '  one more client, 3 s later', figure: recovered },
    { what: '  MB before, at most, 3 s later', figure: memory.join(', ') },
  ];
}

/** The crowd; how it was answered. */
async function sendAll(client: Client, { url }: Running, seconds: number): Promise<string> {
  const result = await client.run({ url, requests: asked, connections: crowd, seconds });
  const statuses = Object.entries(result.statuses).map(([status, count]) => `${count} × ${status}`);
  return `${statuses.join(', ')}, ${result.errors} errors, p99 ${result.p99.toFixed(0)} ms`;
}
