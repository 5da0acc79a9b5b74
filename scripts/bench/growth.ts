import { Agent, request } from 'node:http';
import { type StartedStub, startStub, type World } from '../../packages/server/src/index.ts';
import type { Measurement } from '../bench.ts';

const [few, many] = [1_000, 1_000_000];
const rounds = 3_000;
const secret = 'growth';

/** Whether an operation takes longer in a large world than in a small one; requests to the two take turns. */
export async function measure(): Promise<Measurement[]> {
  await using small = await load(few);
  await using large = await load(many);
  const rows: Measurement[] = [];
  for (const [what, requestFor] of Object.entries(operations)) rows.push(await compare(what, requestFor, small, large));
  return [
    {
      what: `load ${large.rows} rows`,
      figure: `${((large.seconds / large.rows) * 1e6).toFixed(1)} s a million`,
      target: '< 60 s a million',
    },
    ...rows,
  ];
}

interface Loaded extends AsyncDisposable {
  readonly stub: StartedStub;
  readonly size: number;
  readonly rows: number;
  readonly seconds: number;
}

async function load(size: number): Promise<Loaded> {
  const world = worldOf(size);
  const start = performance.now();
  const stub = await startStub({ world });
  const seconds = (performance.now() - start) / 1000;
  // Beside users, keys, projects and identities there is a namespace and a membership of it for each user.
  return { stub, size, rows: 6 * size, seconds, [Symbol.asyncDispose]: () => stub.close() };
}

/** A world with as many users, keys, projects and SCIM identities. */
function worldOf(size: number): World {
  const numbers = Array.from({ length: size }, (_, index) => index + 1);
  const identities = numbers.map((id) => ({ user: `user-${id}`, extern_uid: `uid-${id}` }));
  return {
    secrets: { shell: secret },
    users: numbers.map((id) => ({ id, username: `user-${id}` })),
    keys: numbers.map((id) => ({ id, user: `user-${id}`, key: `ssh-ed25519 ${blob(id)}` })),
    projects: numbers.map((id) => ({ id, path: `user-${id}/project` })),
    namespaces: [{ id: 1, path: 'company', scim: { token: secret, identities } }],
  };
}

function blob(id: number): string {
  return `AAAAC3NzaC1lZDI1NTE5AAAAI${Buffer.from(String(id).padStart(33, '0')).toString('base64')}`;
}

interface Asked {
  readonly path: string;
  readonly body?: object;
}

const listUsers = '/api/scim/v2/groups/company/Users?filter=';

const operations: Record<string, (id: number) => Asked> = {
  checkGitAccess: (id) => ({ path: '/api/v4/internal/allowed', body: accessOf(id) }),
  findAuthorizedKey: (id) => ({ path: `/api/v4/internal/authorized_keys?key=${encodeURIComponent(blob(id))}` }),
  'listScimUsers by id': (id) => ({ path: `${listUsers}${encodeURIComponent(`id eq "uid-${id}"`)}` }),
  'listScimUsers by userName': (id) => ({ path: `${listUsers}${encodeURIComponent(`userName eq "user-${id}"`)}` }),
};

function accessOf(id: number): object {
  return { key_id: id, project: `user-${id}/project`, action: 'git-upload-pack', protocol: 'ssh', changes: '_any' };
}

async function compare(
  what: string,
  requestFor: (id: number) => Asked,
  small: Loaded,
  large: Loaded,
): Promise<Measurement> {
  const taken = { small: [] as number[], large: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    taken.small.push(await time(small, requestFor));
    taken.large.push(await time(large, requestFor));
  }
  const [before, after] = [median(taken.small), median(taken.large)];
  const medians = `${before.toFixed(0)} → ${after.toFixed(0)} µs`;
  return { what: `${what}, ${few} → ${many}`, figure: `${(after / before).toFixed(2)} (${medians})`, target: '≤ 1.3' };
}

/** Microseconds that a request about somebody takes. */
async function time({ stub, size }: Loaded, requestFor: (id: number) => Asked): Promise<number> {
  const asked = requestFor(1 + Math.floor(Math.random() * size));
  const start = performance.now();
  await send(stub.url, asked);
  return (performance.now() - start) * 1000;
}

const agent = new Agent({ keepAlive: true });

const headers = {
  'Gitlab-Shared-Secret': Buffer.from(secret).toString('base64'),
  Authorization: `Bearer ${secret}`,
  'Content-Type': 'application/json',
};

function send(url: string, { path, body }: Asked): Promise<void> {
  return new Promise((resolve, reject) => {
    const method = body ? 'POST' : 'GET';
    const sent = request(`${url}${path}`, { agent, method, headers }, (reply) => {
      reply.resume().on('end', resolve);
      if (reply.statusCode !== 200) reject(new Error(`${path} was answered with ${reply.statusCode}`));
    });
    sent.on('error', reject).end(body && JSON.stringify(body));
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
