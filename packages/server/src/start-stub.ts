import { resolveRelease } from '@gitlab-internal-api/contract';
import type { StubFaults } from './faults/stub-faults.ts';
import type { StubJournal } from './journal/stub-journal.ts';
import { type RunningServer, type ServerOptions, startServer } from './server.ts';
import { defaultWorld } from './world/default.ts';
import { type StubClock, type StubWorld, type StubWorlds, stubWorlds } from './worlds/stub-worlds.ts';
import { defaultWorldName } from './worlds/worlds.ts';

/** What a stub in a test is started with; everything has a default. */
export interface StubOptions extends Partial<Omit<ServerOptions, 'release' | 'port'>> {
  /** `15.5`, `v15.5.3-ee` or `latest`. */
  readonly gitlabVersion?: string;
}

/** A stub in a test; `await using` stops it. */
export interface StartedStub extends Omit<RunningServer, 'worlds' | 'faults' | 'journals'>, AsyncDisposable {
  /** The world that the stub has started with. */
  readonly world: StubWorld;
  /** The clock of that world. */
  readonly clock: StubClock;
  /** What that world does to requests in place of answering them. */
  readonly faults: StubFaults;
  /** What happened in that world. */
  readonly journal: StubJournal;
  /** All worlds of the stub; what happens in one is not seen in another. */
  readonly worlds: StubWorlds;
}

/** Starts a stub in this process, on a free port, of the loopback interface unless told otherwise. */
export async function startStub({
  gitlabVersion = 'latest',
  world = defaultWorld(),
  ...options
}: StubOptions = {}): Promise<StartedStub> {
  const { release } = resolveRelease(gitlabVersion);
  const server = await startServer({
    release,
    world,
    port: 0,
    host: '127.0.0.1',
    database: 'memory',
    handling: 'strict',
    logLevel: 'silent',
    maxBody: 64 * 1024 * 1024,
    ...options,
  });
  const worlds = stubWorlds(server, server.url);
  const own = worlds.get(defaultWorldName);
  return {
    ...server,
    worlds,
    world: own,
    clock: own.clock,
    faults: own.faults,
    journal: own.journal,
    [Symbol.asyncDispose]: () => server.close(),
  };
}
