/** Writes the reference site, for a browser without a network: `npx -y pnpm@12 site`, into another folder if one is given. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { latestEdition } from '@gitlab-internal-api/contract';
import { hasBrowser } from './chromium/browser.ts';
import { timesToInteractive } from './measure.ts';
import { start } from './place.ts';
import { pageNames, renderPage } from './site.ts';

const began = performance.now();
const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '..', 'dist'));
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
// All at once: most of them are made by processes of their own.
await Promise.all(pageNames().map(write));
if (hasBrowser()) await measure([start, latestEdition, 'try', 'control']);

async function write(name: string): Promise<void> {
  const page = await renderPage(name);
  if (page === undefined) throw new Error(`there is no page ${name}`);
  await writeFile(fileOf(name), page);
  say(name, `${Math.ceil(Buffer.byteLength(page) / 1000)} kB`);
}

async function measure(names: readonly string[]): Promise<void> {
  const times = await timesToInteractive(names.map(fileOf));
  for (const [index, name] of names.entries()) say(name, `interactive after ${times[index]} ms`);
}

function fileOf(name: string): string {
  return join(folder, `${name === start ? 'index' : name}.html`);
}

function say(name: string, what: string): void {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${seconds.padStart(5)} s  ${relative(process.cwd(), fileOf(name))}  ${what}`);
}
