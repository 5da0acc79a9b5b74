import {
  type Document,
  type JsonObject,
  loadDocument,
  operationObjects,
  type Release,
} from '@gitlab-internal-api/contract';
import { createCarrier, type Exchange, type Handling, Pipeline } from '@gitlab-internal-api/validator';
import type { Secrets } from './authentication/secrets.ts';
import { clockOf } from './clock.ts';
import { controlDestination, isControl } from './control/control.ts';
import type { Site } from './control/handler.ts';
import { Metrics } from './control/metrics.ts';
import { readFaults } from './faults/fault.ts';
import { Faults } from './faults/faults.ts';
import { defaultJournalEntries, Journals } from './journal/journals.ts';
import { frontDoors } from './listening/front-door.ts';
import { Listening } from './listening/listening.ts';
import type { ListeningOptions } from './listening/listening-options.ts';
import { defaultMaxQueue, Queue } from './listening/queue.ts';
import { Shedding } from './listening/shedding.ts';
import { createLog, type LogLevel, logExchange, remarksOf } from './log.ts';
import { secureRandom } from './random.ts';
import type { Engine } from './store/engines/engine.ts';
import { openDatabase, unusable } from './store/engines/open.ts';
import { Outage } from './store/outage.ts';
import type { WorldRow } from './store/schema.ts';
import type { Scope } from './store/scope.ts';
import { migrate, Store } from './store/store.ts';
import { type OpenWorld, Stub } from './stub.ts';
import { type Entered, enter } from './world/enter.ts';
import { instanceOf, secretsOf } from './world/instance.ts';
import type { OnProgress } from './world/progress.ts';
import type { World } from './world/world.ts';
import { namedInPath, worldOf } from './worlds/pick.ts';
import { defaultWorldName, Worlds } from './worlds/worlds.ts';

/** What a server is started with. */
export interface ServerOptions extends ListeningOptions {
  readonly release: Release;
  readonly world: World;
  /** `memory`, `sqlite:FILE` or `postgres://…`. */
  readonly database: string;
  readonly handling: Handling;
  readonly logLevel: LogLevel;
  /** The largest body that is read, in bytes. */
  readonly maxBody: number;
  /** The origin that a browser may call from. */
  readonly cors?: string | undefined;
  /** What stands in URLs of replies; by default the address of the listener. */
  readonly externalUrl?: string | undefined;
  readonly gitalyAddress?: string | undefined;
  readonly gitalyToken?: string | undefined;
  /** Secrets from files; they win over those of the world. */
  readonly secrets?: Partial<Secrets> | undefined;
  /** Whoever uses the control API has to present it; without one the control API is off where others can reach it. */
  readonly controlToken?: string | undefined;
  /** Refuses, by throwing, to serve a world that the database has already; the one given is its caller's to check. */
  readonly accept?: ((kept: World) => void) | undefined;
  /** How many exchanges the journal of each world has room for; none where that is 0. By default 1,000. */
  readonly journalEntries?: number | undefined;
  /** How many requests may wait for their turn; those that come then are refused with 503. By default 1,000. */
  readonly maxQueue?: number | undefined;
  /** Is told how far the loading of a large world is. */
  readonly onProgress?: OnProgress | undefined;
  /** Makes a page of the reference site, when it is first asked for. */
  readonly site?: Site | undefined;
}

/** A server that listens. */
export interface RunningServer {
  /** Where it listens, without a slash at the end: what the API's paths are appended to. */
  readonly url: string;
  /** All such URLs: that of the port first, then that of the unix socket, as `http+unix://` with its path encoded. */
  readonly urls: readonly string[];
  /** The absolute path of the unix socket. */
  readonly socket: string | undefined;
  readonly secrets: Secrets;
  readonly worlds: Worlds;
  readonly faults: Faults;
  readonly journals: Journals;
  /** Starts the world again from another description of it. */
  reload(world: World): Promise<void>;
  /** Finishes what is under way, at most for two seconds, and stops. */
  close(): Promise<void>;
}

/** Starts a stub server. A world that its database has already stays as it is there, with what was acknowledged before. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const log = createLog(options.logLevel);
  const queue = new Queue({
    limit: options.maxQueue ?? defaultMaxQueue,
    waitingElsewhere: () => engine.connections?.().waiting ?? 0,
  });
  const listening = new Listening(options, log, queue);
  const engine = openDatabase(options.database);
  const scope = { database: engine.database, world: defaultWorldName };
  const entered = await enterFirst(engine, scope, options).catch((error) => abandon(engine, error));
  if (entered.kept) log.info({ database: engine.name }, 'the database has a world already; it is kept');
  const document = loadDocument(options.release);
  const outage = new Outage(engine, log);
  const worlds = new Worlds(engine, openWorld);
  const faults = new Faults(engine.database, document);
  const journals = new Journals(document, worlds, options.journalEntries ?? defaultJournalEntries);
  const metrics = new Metrics();
  const stub = new Stub(options.release, {
    random: secureRandom,
    open: (request) => worldOf(request, worlds),
    definitionOf: definitionsOf(document),
  });
  const pipeline = new Pipeline({
    document,
    handling: options.handling,
    responder: stub,
    guard: (answer) => outage.guard(answer),
  });
  const report = (exchange: Exchange) => logExchange(log, exchange, remarksOf(exchange));
  const reportRefusal = (exchange: Exchange) => {
    const remarks = remarksOf(exchange);
    logExchange(log, exchange, remarks);
    journals.record(exchange, remarks);
  };
  const measure = (exchange: Exchange) => {
    reportRefusal(exchange);
    metrics.observe(exchange);
  };
  const api = { pipeline, report: measure };
  const { release, site } = options;
  const context = {
    worlds,
    faults,
    journals,
    metrics,
    document,
    url: () => listening.url,
    release,
    site,
    connections: () => engine.connections?.(),
    isDatabaseThere: () => outage.isOver(() => worlds.names()),
  };
  const control = controlDestination({ ...options, report, outage, context });
  const shedding = new Shedding(queue, log, () => metrics.countShed());
  const doors = [...frontDoors(options, reportRefusal), shedding.door, namedInPath];
  const app = createCarrier((target) => (isControl(target) ? control() : api), { ...options, doors });
  if (entered.kept) await checkKept(worlds, options).catch((error) => abandon(engine, error));
  await listening.open(app).catch((error) => abandon(engine, error));
  const { url, urls, socket } = listening;
  const { secrets } = (await worlds.open(defaultWorldName)) as OpenWorld;
  listening.begin();
  const reload = (world: World) => worlds.replace(defaultWorldName, world);
  return { url, urls, socket, secrets, worlds, faults, journals, reload, close };

  function openWorld(row: WorldRow): OpenWorld {
    const world: World = { instance: JSON.parse(row.instance), secrets: JSON.parse(row.secrets) };
    const externalUrl = options.externalUrl ?? world.instance?.external_url ?? listening.externalUrl;
    return {
      name: row.name,
      instance: instanceOf(world, { ...options, externalUrl }),
      secrets: secretsFor(world, options),
      store: new Store({ database: engine.database, world: row.name }),
      clock: clockOf(row),
      faults: readFaults(row.faults),
    };
  }

  async function close(): Promise<void> {
    outage.close();
    journals.close();
    await listening.close();
    shedding.close();
    await engine.close();
  }
}

/** What the contract says of an operation, made when the first request wants to know. */
function definitionsOf(document: Document): (id: string) => JsonObject {
  let definitions: ReadonlyMap<string, JsonObject> | undefined;
  return (id) => {
    definitions ??= operationObjects(document);
    return definitions.get(id) ?? {};
  };
}

async function enterFirst(engine: Engine, scope: Scope, { world, onProgress }: ServerOptions): Promise<Entered> {
  await migrate(engine).catch((error) => {
    throw unusable(engine, error);
  });
  return enter(scope, world, onProgress);
}

async function checkKept(worlds: Worlds, { accept }: ServerOptions): Promise<void> {
  const kept = accept && (await worlds.read(defaultWorldName));
  if (kept) accept(kept);
}

async function abandon(engine: Engine, error: unknown): Promise<never> {
  await engine.close();
  throw engine.isAway(error) ? unusable(engine, error) : error;
}

function secretsFor(world: World, { secrets }: ServerOptions): Secrets {
  return { ...secretsOf(world), ...secrets };
}
