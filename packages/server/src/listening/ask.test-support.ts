import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { request as askSecurely, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type RunningServer, startServer } from '../server.ts';
import { defaultWorld } from '../world/default.ts';
import type { ListeningOptions } from './listening-options.ts';

/** What was answered. */
export interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends one request over a connection of its own; `fetch` knows neither unix sockets nor client certificates. */
export function send(url: string, options: RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? askSecurely : ask;
    request(url, { agent: false, ...options }, (response) => {
      const { statusCode: status, headers } = response;
      text(response).then((body) => resolve({ status, headers, body }), reject);
    })
      .on('error', reject)
      .end();
  });
}

/** The shell secret of the default world, as a header. */
export const shellSecret: Readonly<Record<string, string>> = {
  'Gitlab-Shared-Secret': Buffer.from('gitlab-shell-dev-secret').toString('base64'),
};

/** A file of the test certificates. */
export function certificateFile(name: string): string {
  return join(import.meta.dirname, '../../test-data/certificates', name);
}

/** The content of such a file. */
export function pem(name: string): string {
  return readFileSync(certificateFile(name), 'utf8');
}

/** A folder for one test, with a path that is short enough for sockets. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stub-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a server exactly where it is told to, for one test. */
export async function startHere(where: Partial<ListeningOptions>): Promise<RunningServer> {
  const server = await startServer({
    release: '15.6',
    world: defaultWorld(),
    host: '127.0.0.1',
    database: 'memory',
    handling: 'strict',
    logLevel: 'silent',
    maxBody: 1024,
    ...where,
  });
  onTestFinished(() => server.close());
  return server;
}
