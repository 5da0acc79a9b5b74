import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Document, isObject } from '@gitlab-internal-api/contract';
import { makeOffline } from './offline.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Renders a document as one HTML page that needs nothing but itself: no network, no other file. */
export async function renderReference(document: Document): Promise<string> {
  // A folder of its own, so that no redocly.yaml of whoever runs this is read.
  const folder = await mkdtemp(join(tmpdir(), 'gitlab-internal-api-docs-'));
  try {
    await writeFile(join(folder, 'openapi.json'), JSON.stringify(document));
    await buildDocs(folder, titleOf(document));
    return makeOffline(await readFile(join(folder, 'index.html'), 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function buildDocs(folder: string, title: string): Promise<unknown> {
  const redocly = join(dirname(require.resolve('@redocly/cli/package.json')), 'bin', 'cli.js');
  const options = [
    '--output',
    'index.html',
    '--title',
    title,
    '--inlineBundle',
    '--openapi.disableTelemetry',
    '--lint-config',
    'off',
  ];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  return run(process.execPath, [redocly, 'build-docs', 'openapi.json', ...options], { cwd: folder, env });
}

function titleOf({ info }: Document): string {
  const { title = '', version = '' } = isObject(info) ? info : {};
  return `${title} ${version}`;
}
