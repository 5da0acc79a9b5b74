import { createClient, sharedSecret } from '../../packages/client/src/index.ts';
import { defaultWorld, startStub } from '../../packages/server/src/index.ts';
import type { Measurement } from '../bench.ts';

const rounds = 20;
const callsPerRound = 100;

/** What a call by the client costs beside the same call by bare `fetch`; rounds of the two take turns. */
export async function measure(): Promise<Measurement[]> {
  const secret = 'bench';
  await using stub = await startStub({ world: { ...defaultWorld(), secrets: { shell: secret } } });
  const byClient = clientCall(stub.url, secret);
  const byFetch = fetchCall(stub.url, secret);
  // The first calls are compiled while they run.
  await time(byClient);
  await time(byFetch);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) ratios.push(await ratioOf(byClient, byFetch, round % 2 === 0));
  const sorted = ratios.toSorted((a, b) => a - b);
  const figure = `${middle(sorted).toFixed(2)} (rounds ${sorted[0]?.toFixed(2)} to ${sorted.at(-1)?.toFixed(2)})`;
  return [{ what: `${rounds * callsPerRound} × discoverUser, client : fetch`, figure, target: '≤ 1.15' }];
}

type Call = () => Promise<unknown>;

function clientCall(baseUrl: string, secret: string): Call {
  const client = createClient({ baseUrl, credentials: [sharedSecret(secret)] });
  return async () => {
    const { status } = await client.discoverUser({ key_id: 7 });
    if (status !== 200) throw new Error(`the client was answered with ${status}`);
  };
}

function fetchCall(baseUrl: string, secret: string): Call {
  const headers = { 'Gitlab-Shared-Secret': btoa(secret) };
  return async () => {
    const response = await fetch(`${baseUrl}/api/v4/internal/discover?key_id=7`, { headers });
    await response.json();
    if (response.status !== 200) throw new Error(`fetch was answered with ${response.status}`);
  };
}

/** Whoever comes first finds the machine as the other left it, so they take turns in that, too. */
async function ratioOf(byClient: Call, byFetch: Call, clientFirst: boolean): Promise<number> {
  const first = await time(clientFirst ? byClient : byFetch);
  const second = await time(clientFirst ? byFetch : byClient);
  return clientFirst ? first / second : second / first;
}

/** The median of a round's calls, which a pause of the machine does not move. */
async function time(call: Call): Promise<number> {
  const taken: number[] = [];
  for (let count = 0; count < callsPerRound; count++) {
    const start = performance.now();
    await call();
    taken.push(performance.now() - start);
  }
  return middle(taken.toSorted((a, b) => a - b));
}

function middle(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
