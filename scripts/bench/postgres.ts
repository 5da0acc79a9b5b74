import { cpus } from 'node:os';
import { startPostgres } from '../../packages/server/src/postgres.test-support.ts';
import type { Measurement } from '../bench.ts';
import { type Client, measureOnce, startClient } from './peers/client.ts';
import { type Contestant, contestantNamed } from './peers/contestants.ts';
import { isQuick } from './peers/flags.ts';
import { type Running, start } from './peers/run.ts';
import { type Spread, spreadOf } from './peers/statistics.ts';
import { type Work, workNamed } from './peers/work.ts';
import { type Shares, watchCores } from './postgres/cores.ts';

/** What a second process on the same PostgreSQL brings, when servers, clients and database share the machine. */
export async function measure(flags: readonly string[]): Promise<Measurement[]> {
  const plan = isQuick(flags) ? { warmUp: 4, rounds: 3, seconds: 1 } : { warmUp: 20, rounds: 7, seconds: 3 };
  const postgres = await startPostgres();
  try {
    if (!postgres.isThere) return [];
    const stub = stubOn(await postgres.createDatabase());
    await using first = await start(stub, { folder: '' }, asked);
    await using second = await start(stub, { folder: '' }, asked);
    await using client = startClient('any');
    await using other = startClient('any');
    const setup = { servers: [first, second], clients: [client, other] } as const;
    for (const server of setup.servers) await warmUp(client, server, plan.warmUp);
    const rows: Measurement[] = [];
    for (const one of work) rows.push(...rowsOf(one, await runRounds(setup, one, plan)));
    return rows;
  } finally {
    await postgres.remove();
  }
}

const work = ['checkGitAccess', 'discoverUser', 'createPersonalAccessToken'].map(workNamed);
const [asked] = workNamed('discoverUser').requests;

/** Two clients, whoever answers them, so that the two ways differ in nothing else. */
interface Setup {
  readonly servers: readonly [Running, Running];
  readonly clients: readonly [Client, Client];
}

interface Plan {
  readonly rounds: number;
  readonly seconds: number;
}

function stubOn(database: string): Contestant {
  const { start, ...stub } = contestantNamed('stub');
  return { ...stub, start: (options) => [...start(options), '--database', database], isOnAnyCore: true };
}

async function warmUp(client: Client, server: Running, seconds: number): Promise<void> {
  const requests = work.flatMap((one) => one.requests);
  await measureOnce(client, server, { requests, connections: 16, seconds }, ['200']);
}

/** What came of sending work to one process, and to both. */
interface Round {
  readonly one: Sent;
  readonly two: Sent;
}

interface Sent {
  readonly perSecond: number;
  readonly shares: Shares;
}

/** The two ways take turns, and in who begins, too. */
async function runRounds({ servers: [first, second], clients }: Setup, one: Work, plan: Plan): Promise<Round[]> {
  const toOne = () => send([first, first], clients, one, plan.seconds);
  const toTwo = () => send([first, second], clients, one, plan.seconds);
  const rounds: Round[] = [];
  for (let round = 0; round < plan.rounds; round++) {
    if (round % 2 === 0) rounds.push({ one: await toOne(), two: await toTwo() });
    else rounds.push({ two: await toTwo(), one: await toOne() });
  }
  return rounds;
}

async function send(
  servers: Setup['servers'],
  clients: Setup['clients'],
  { requests }: Work,
  seconds: number,
): Promise<Sent> {
  const sharesSince = watchCores([...new Set(servers)], clients);
  const job = { requests, connections: 8, seconds };
  const sent = await Promise.all(
    clients.map((client, index) => measureOnce(client, servers[index === 0 ? 0 : 1], job, ['200'])),
  );
  return { perSecond: sent.reduce((sum, { perSecond }) => sum + perSecond, 0), shares: sharesSince() };
}

/** A second process can take what the first leaves idle, and no more. */
function rowsOf({ name }: Work, rounds: readonly Round[]): Measurement[] {
  const ratio = spreadOf(rounds.map(({ one, two }) => two.perSecond / one.perSecond));
  const [one, two] = [rounds.map((round) => round.one), rounds.map((round) => round.two)];
  const left = spreadOf(one.map(({ shares }) => 1 / (1 - shares.idle))).median;
  return [
    {
      what: `${name}: two processes : one`,
      figure: shown(ratio),
      target: `${cpus().length} cores allow ${left.toFixed(2)}`,
    },
    { what: '  with one process', figure: toldOf(one) },
    { what: '  with two', figure: toldOf(two) },
  ];
}

function toldOf(sent: readonly Sent[]): string {
  const share = (pick: (shares: Shares) => number) =>
    `${(spreadOf(sent.map(({ shares }) => pick(shares))).median * 100).toFixed(0)} %`;
  const parts = [
    `${share(({ servers }) => servers)} stub`,
    `${share(({ rest }) => rest)} PostgreSQL and system`,
    `${share(({ clients }) => clients)} clients`,
    `${share(({ idle }) => idle)} idle`,
  ];
  return `${spreadOf(sent.map(({ perSecond }) => perSecond)).median.toFixed(0)}/s; ${parts.join(', ')}`;
}

function shown({ median, low, high }: Spread): string {
  return `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}
