import type { RequestListener, Server, ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { TlsOptions } from 'node:tls';
import type { Logger } from 'pino';
import { createHttpServer, type Listener, listen } from './listener.ts';
import { ListeningError, systemReason } from './listening-error.ts';
import type { ListeningOptions } from './listening-options.ts';
import { Queue } from './queue.ts';
import { receive } from './reception.ts';
import { clearTheWay, refuseLongPath, removeAtExit } from './socket-file.ts';
import { readTls } from './tls.ts';
import { portUrl, rootOf, socketUrl } from './url.ts';

/** What is different for a server that takes more than requests to the API. */
export interface Tuning {
  readonly options: ServerOptions;
  /** Told of each server before it listens. */
  prepare(server: Server): void;
}

/** Most requests have no body: none needs a stream for it. Older releases of Node do not know that, nor do its types. */
const usual: ServerOptions & { readonly optimizeEmptyRequests: boolean } = { optimizeEmptyRequests: true };

/** All places where one server listens: a port, a unix socket or both. */
export class Listening {
  readonly urls: string[] = [];
  /** The absolute path of the unix socket. */
  readonly socket: string | undefined;
  readonly #options: ListeningOptions;
  readonly #tls: TlsOptions | undefined;
  readonly #log: Logger;
  readonly #queue: Queue;
  readonly #root: string;
  readonly #begun = Promise.withResolvers<void>();
  readonly #closing: (() => Promise<void>)[] = [];

  /** Looks at what can be known to be wrong before anything is opened. */
  constructor(options: ListeningOptions, log: Logger, queue: Queue = new Queue({ limit: Number.POSITIVE_INFINITY })) {
    const { port, socket, tls } = options;
    if (port === undefined && socket === undefined)
      throw new ListeningError('there is neither a port nor a socket to listen on');
    if (port === undefined && tls) throw new ListeningError('HTTPS needs a port: a unix socket speaks plain HTTP');
    this.#options = options;
    this.#log = log;
    this.#queue = queue;
    this.#root = rootOf(options.relativeUrlRoot);
    this.#tls = tls && readTls(tls);
    this.socket = socket === undefined ? undefined : resolve(socket);
    if (this.socket !== undefined) refuseLongPath(this.socket);
  }

  /** The first URL, without a slash at the end; what the API's paths are appended to. */
  get url(): string {
    return String(this.urls[0]);
  }

  /** What stands in URLs of replies: GitLab's own default where no port has an address. */
  get externalUrl(): string {
    return this.#options.port === undefined ? `http://localhost${this.#root}` : this.url;
  }

  /** Listens everywhere or nowhere; requests wait until `begin`. */
  async open(app: RequestListener, tuning?: Tuning): Promise<void> {
    try {
      await this.#openPort(app, tuning);
      await this.#openSocket(app, tuning);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Answers the requests that have come, and those that come. */
  begin(): void {
    this.#begun.resolve();
    this.#queue.begin();
  }

  /** Stops everywhere within two seconds; the socket file goes away with it. */
  async close(): Promise<void> {
    await Promise.all(this.#closing.map((close) => close()));
  }

  async #openPort(app: RequestListener, tuning?: Tuning): Promise<void> {
    const { port, host, tls } = this.#options;
    if (port === undefined) return;
    const listener = await listen(this.#create(app, this.#tls, tuning), { port, host });
    const { port: actual } = listener.server.address() as AddressInfo;
    this.#opened(listener, portUrl(tls ? 'https' : 'http', host, actual));
  }

  async #openSocket(app: RequestListener, tuning?: Tuning): Promise<void> {
    const path = this.socket;
    if (path === undefined) return;
    await clearTheWay(path);
    const listener = await listen(this.#create(app, undefined, tuning), { path }).catch((error) => {
      throw new ListeningError(`cannot listen on the socket ${path}: ${systemReason(error)}`);
    });
    const keep = removeAtExit(path);
    this.#opened(listener, socketUrl(path), keep);
  }

  #create(app: RequestListener, tls: TlsOptions | undefined, tuning: Tuning | undefined): Server {
    const report = (reason: string) => this.#log.warn({ reason }, 'a client did not get through the TLS handshake');
    const server = createHttpServer(tls, report, tuning?.options ?? usual);
    if (tuning === undefined) receive(server, app, this.#queue);
    else {
      server.on('request', (request, response) => void this.#begun.promise.then(() => app(request, response)));
      tuning.prepare(server);
    }
    return server;
  }

  #opened(listener: Listener, url: string, afterwards: () => void = () => undefined): void {
    this.urls.push(url + this.#root);
    this.#closing.push(() => listener.close().then(afterwards));
  }
}
