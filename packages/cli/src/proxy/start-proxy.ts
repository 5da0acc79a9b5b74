import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Release } from '@gitlab-internal-api/contract';
import { createLog, Listening, type ListeningOptions } from '@gitlab-internal-api/server';
import type { KnownSecrets } from '../findings/credentials.ts';
import { openControl } from './control.ts';
import { Enforcement } from './enforcement.ts';
import { Gateway } from './gateway.ts';
import { Inspector } from './inspector.ts';
import type { Live } from './live.ts';
import type { Logger } from './log.ts';
import type { Observed } from './observed.ts';
import type { ProxyFlags } from './proxy-options.ts';
import { Recorder } from './recorder.ts';
import { Refusals } from './refusals.ts';
import { UnderWay } from './under-way.ts';
import { isPassedThrough, passThrough } from './upgrade.ts';
import { maxHeaderSize, UpstreamConnections } from './upstream-connections.ts';

/** What a proxy is started with, beside its flags. */
export interface ProxyOptions {
  readonly release: Release;
  readonly secrets: KnownSecrets;
  readonly listening: ListeningOptions;
  /** Undefined where nobody may ask. */
  readonly control: ListeningOptions | undefined;
  readonly authorities: string | undefined;
  readonly live: Live;
}

/** A proxy that runs. */
export interface RunningProxy {
  readonly url: string;
  readonly urls: readonly string[];
  readonly socket: string | undefined;
  readonly controlUrl: string | undefined;
  readonly inspector: Inspector;
  /** Finishes what is under way, at most for two seconds, and stops. */
  close(): Promise<void>;
}

/** Opens the way between clients and the upstream. */
export async function startProxy(flags: ProxyFlags, options: ProxyOptions): Promise<RunningProxy> {
  const { upstream, timeout } = flags;
  const log = createLog(flags.logLevel);
  const listening = new Listening(options.listening, log);
  const inspector = new Inspector({
    ...limitsOf(flags),
    release: options.release,
    secrets: options.secrets,
    relativeUrlRoot: flags.relativeUrlRoot,
    consumer: flags.consumer,
    only: flags.only,
    ignore: flags.ignore,
    archive: flags.har,
    upstream: upstream.name,
  });
  const recorder = recorderOf(flags, options, inspector, log);
  const connections = new UpstreamConnections(upstream, options.authorities, timeout * 1000);
  const under = new UnderWay();
  const gateway = new Gateway({
    ...limitsOf(flags),
    relativeUrlRoot: flags.relativeUrlRoot,
    connections,
    enforcement: enforcementOf(flags, options.release, inspector, log),
    log,
    tell: (observed) => under.add(look(observed)),
  });
  const control = await controlOf(flags, options, recorder, log);
  await open(listening, gateway, connections, log).catch(async (error) => {
    await control?.close();
    throw error;
  });
  return {
    url: listening.url,
    urls: listening.urls,
    socket: listening.socket,
    controlUrl: control?.url,
    inspector,
    close,
  };

  async function look(observed: Observed): Promise<void> {
    try {
      const inspected = await inspector.inspect(observed);
      if (inspected) recorder.take(inspected);
    } catch (error) {
      log.error({ err: error }, 'proxy defect');
    }
  }

  async function close(): Promise<void> {
    recorder.journal.close();
    await Promise.all([listening.close(), control?.close()]);
    await under.settled();
  }
}

/** Whoever holds messages back takes larger ones, because it lets none pass that it has not read. */
function limitsOf({ maxBody, enforce }: ProxyFlags): { maxBody: number } {
  return { maxBody: maxBody ?? (enforce ? 64 : 1) * 1024 ** 2 };
}

function recorderOf(
  flags: ProxyFlags,
  { release, secrets, control, live }: ProxyOptions,
  inspector: Inspector,
  log: Logger,
): Recorder {
  const { har, ndjson, upstream } = flags;
  const known = [secrets.shell, secrets.kas].filter((secret) => secret !== undefined);
  const hasControl = control !== undefined;
  return new Recorder(
    { har, ndjson, hasControl, release, secrets: known, origin: upstream.origin, live, log },
    inspector,
  );
}

function enforcementOf(
  { enforce, relativeUrlRoot }: ProxyFlags,
  release: Release,
  inspector: Inspector,
  log: Logger,
): Enforcement | undefined {
  return enforce && new Enforcement(inspector, new Refusals(release, relativeUrlRoot), log);
}

async function controlOf(
  { upstream, controlToken }: ProxyFlags,
  { control }: ProxyOptions,
  { journal, metrics }: Recorder,
  log: Logger,
): Promise<Listening | undefined> {
  return control && openControl({ listening: control, controlToken, journal, metrics, origin: upstream.origin, log });
}

async function open(
  listening: Listening,
  gateway: Gateway,
  connections: UpstreamConnections,
  log: Logger,
): Promise<void> {
  const answer = gateway.answer.bind(gateway);
  const prepare = (server: Server) => {
    // Who waits for permission or expects something else is for the upstream to answer.
    server.on('checkContinue', answer).on('checkExpectation', answer);
    server.on('upgrade', (request, client: Socket, head: Buffer) =>
      passThrough(request, client, head, connections, (reason) => log.warn({ reason }, 'the upstream gave no reply')),
    );
  };
  // How long a connection may be idle, and a request take, is for the upstream to say.
  const patience = { requestTimeout: 0, keepAliveTimeout: 0, connectionsCheckingInterval: 5_000 };
  await listening.open(answer, {
    options: { ...patience, maxHeaderSize, shouldUpgradeCallback: isPassedThrough },
    prepare,
  });
  listening.begin();
}
