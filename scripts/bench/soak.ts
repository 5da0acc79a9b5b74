import type { Measurement } from '../bench.ts';
import { measureOnce, startClient } from './peers/client.ts';
import { contestantNamed } from './peers/contestants.ts';
import { isQuick } from './peers/flags.ts';
import { start } from './peers/run.ts';
import { workNamed } from './peers/work.ts';

/** Whether the memory of the stub stays where it is: what changes nothing for good, over 16 connections for ten minutes. */
export async function measure(flags: readonly string[]): Promise<Measurement[]> {
  const [steps, seconds] = isQuick(flags) ? [5, 2] : [10, 60];
  await using stub = await start(contestantNamed('stub'), { folder: '' }, workNamed('discoverUser').requests[0]);
  await using client = startClient();
  const memory = [stub.usage().megabytes];
  for (let step = 0; step < steps; step++) {
    await measureOnce(client, stub, { requests, connections: 16, seconds }, ['200', '400']);
    memory.push(stub.usage().megabytes);
  }
  const figure = memory.map((megabytes) => megabytes.toFixed(0)).join(', ');
  return [{ what: `MB at the start, then every ${seconds} s at 16 connections`, figure, target: 'flat' }];
}

/** A personal access token is left out: each call makes one more, which is to be kept. */
const names = ['checkGitAccess', 'discoverUser', 'listScimUsers', 'invalid request', 'push'];
const requests = names.flatMap((name) => workNamed(name).requests);
