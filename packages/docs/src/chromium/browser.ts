import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect } from './connection.ts';
import { openPage, type Page, type PageOptions } from './page.ts';

/** A Chromium without a window. */
export interface Browser extends AsyncDisposable {
  /** Opens a page of its own. */
  open(url: string, options?: PageOptions): Promise<Page>;
}

/** Whether this machine has Chromium. */
export function hasBrowser(): boolean {
  return spawnSync('chromium', ['--version']).status === 0;
}

/** Starts Chromium; what it remembers is gone when it ends. */
export async function startBrowser(): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'browser-'));
  const child = spawn('chromium', [...words, `--user-data-dir=${folder}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  const connection = await connect(await addressOf(child));
  return {
    open: (url, options = {}) => openPage(connection, url, options),
    [Symbol.asyncDispose]: async () => {
      const closed = once(child, 'close');
      connection.send('Browser.close').catch(() => child.kill());
      await closed;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const words = [
  '--headless',
  // Chromium refuses its sandbox to root, who runs everything in a container.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--hide-scrollbars',
  '--disable-background-networking',
  '--remote-debugging-port=0',
];

async function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (stderr === null) throw new Error('Chromium has no standard error');
  const lines = createInterface(stderr);
  for await (const line of lines) {
    const [, address] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
    if (address === undefined) continue;
    // It goes on writing; nobody reads it, and it must not wait for that.
    stderr.resume();
    return address;
  }
  throw new Error('Chromium ended before it could be asked anything');
}
