import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Document, loadDocument, type Release } from '@gitlab-internal-api/contract';
import { createCarrier, type Handling, Pipeline } from '@gitlab-internal-api/validator';
import type { Secrets } from './authentication/secrets.ts';
import { systemClock } from './clock.ts';
import { aboutTheServer } from './control.ts';
import { createLog, type LogLevel, logExchange } from './log.ts';
import { secureRandom } from './random.ts';
import type { Engine } from './store/engines/engine.ts';
import { openDatabase, unusable } from './store/engines/open.ts';
import { guarded, Outage } from './store/outage.ts';
import { migrate, type Scope, Store } from './store/store.ts';
import { type OpenWorld, Stub } from './stub.ts';
import { type Entered, enter, replace } from './world/enter.ts';
import { instanceOf, secretsOf } from './world/instance.ts';
import type { World } from './world/world.ts';

/** What a server is started with. */
export interface ServerOptions {
  readonly release: Release;
  readonly world: World;
  /** 0 for any free port. */
  readonly port: number;
  readonly host: string;
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
  /** Makes the reference page of a document, when it is first asked for. */
  readonly reference?: ((document: Document) => Promise<string>) | undefined;
}

/** A server that listens. */
export interface RunningServer {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly secrets: Secrets;
  /** Starts the world again from another description of it. */
  reload(world: World): Promise<void>;
  /** Finishes what is under way, at most for two seconds, and stops. */
  close(): Promise<void>;
}

const worldName = 'default';

/** Starts a stub server. A world that its database has already stays as it is there, with what was acknowledged before. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const engine = openDatabase(options.database);
  const log = createLog(options.logLevel);
  const scope = { database: engine.database, world: worldName };
  const entered = await enterFirst(engine, scope, options.world).catch((error) => abandon(engine, error));
  if (entered.kept) log.info({ database: engine.name }, 'the database has a world already; it is kept');
  const document = loadDocument(options.release);
  const outage = new Outage(engine, log);
  let open: OpenWorld | undefined;
  const stub = new Stub(options.release, secureRandom, () => open as OpenWorld);
  const pipeline = new Pipeline({ document, handling: options.handling, responder: guarded(stub, outage) });
  const app = createCarrier(pipeline, { ...options, report: (exchange) => logExchange(log, exchange) }, (express) =>
    aboutTheServer(express, { document, url: () => url, reference: options.reference }),
  );
  const server = createServer({ headersTimeout: 30_000, requestTimeout: 120_000 }, app);
  await listen(server, options).catch((error) => abandon(engine, error));
  const url = urlOf(server, options.host);
  const secrets = secretsFor(options.world, options);
  open = openWorld(entered.instance, secrets);
  return { url, secrets, reload, close };

  function openWorld(instance: Entered['instance'], secrets: Secrets): OpenWorld {
    const externalUrl = options.externalUrl ?? instance.external_url ?? url;
    return { instance: instanceOf({ instance }, { ...options, externalUrl }), secrets, store: new Store(scope), clock: systemClock };
  }

  async function reload(world: World): Promise<void> {
    await replace(scope, world);
    open = openWorld(world.instance ?? {}, secretsFor(world, options));
  }

  async function close(): Promise<void> {
    outage.close();
    await stop(server, () => engine.close());
  }
}

async function enterFirst(engine: Engine, scope: Scope, world: World): Promise<Entered> {
  await migrate(engine).catch((error) => {
    throw unusable(engine, error);
  });
  return enter(scope, world);
}

async function abandon(engine: Engine, error: unknown): Promise<never> {
  await engine.close();
  throw engine.isAway(error) ? unusable(engine, error) : error;
}

function secretsFor(world: World, { secrets }: ServerOptions): Secrets {
  return { ...secretsOf(world), ...secrets };
}

function listen(server: Server, { port, host }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

const patience = 1_500;

async function stop(server: Server, closeStore: () => Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), patience);
  await closed;
  clearTimeout(impatient);
  await closeStore();
}
