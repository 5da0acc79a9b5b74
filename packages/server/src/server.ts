import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Document, loadDocument, type Release } from '@gitlab-internal-api/contract';
import { createCarrier, type Handling, Pipeline } from '@gitlab-internal-api/validator';
import type { Secrets } from './authentication/secrets.ts';
import { systemClock } from './clock.ts';
import { aboutTheServer } from './control.ts';
import { createLog, type LogLevel, logExchange } from './log.ts';
import { secureRandom } from './random.ts';
import { openDatabase } from './store/engines/open.ts';
import { migrate, Store } from './store/store.ts';
import { type OpenWorld, Stub } from './stub.ts';
import { instanceOf, secretsOf } from './world/instance.ts';
import { clear, populate } from './world/populate.ts';
import type { World } from './world/world.ts';

/** What a server is started with. */
export interface ServerOptions {
  readonly release: Release;
  readonly world: World;
  /** 0 for any free port. */
  readonly port: number;
  readonly host: string;
  /** `memory` or `sqlite:FILE`. */
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

/** Starts a stub server. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const engine = openDatabase(options.database);
  await migrate(engine);
  const scope = { database: engine.database, world: worldName };
  const log = createLog(options.logLevel);
  const document = loadDocument(options.release);
  let world = options.world;
  let open: OpenWorld | undefined;
  const pipeline = new Pipeline({ document, handling: options.handling, responder: new Stub(options.release, secureRandom, () => open as OpenWorld) });
  const app = createCarrier(pipeline, { ...options, report: (exchange) => logExchange(log, exchange) }, (express) =>
    aboutTheServer(express, { document, url: () => url, reference: options.reference }),
  );
  const server = createServer({ headersTimeout: 30_000, requestTimeout: 120_000 }, app);
  await listen(server, options);
  const url = urlOf(server, options.host);
  await enter();
  return { url, secrets: secretsFor(world, options), reload, close: () => stop(server, () => engine.close()) };

  async function enter(): Promise<void> {
    await clear(scope);
    await populate(scope, world);
    const overrides = { externalUrl: options.externalUrl ?? world.instance?.external_url ?? url, gitalyAddress: options.gitalyAddress, gitalyToken: options.gitalyToken };
    open = { instance: instanceOf(world, overrides), secrets: secretsFor(world, options), store: new Store(scope), clock: systemClock };
  }

  async function reload(changed: World): Promise<void> {
    world = changed;
    await enter();
  }
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
