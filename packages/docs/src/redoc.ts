import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { makeOffline } from './offline.ts';
import { toTemplate } from './template.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

let template: Promise<string> | undefined;

/** The page that Redoc makes of any document, without the document; it is made once, in a second. */
export function redocTemplate(): Promise<string> {
  template ??= makeTemplate();
  // One that could not be made is tried again by whoever asks next.
  template.catch(() => {
    template = undefined;
  });
  return template;
}

async function makeTemplate(): Promise<string> {
  // A folder of its own, so that no redocly.yaml of whoever runs this is read.
  const folder = await mkdtemp(join(tmpdir(), 'gitlab-internal-api-docs-'));
  try {
    await writeFile(join(folder, 'openapi.json'), JSON.stringify(anyDocument));
    await buildDocs(folder);
    return toTemplate(makeOffline(await readFile(join(folder, 'index.html'), 'utf8')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const anyDocument = { openapi: '3.1.0', info: { title: 'Any', version: '1' }, paths: {} };

/** The height of what we put above Redoc's own page, in pixels; what is scrolled to comes to lie below it. */
const barHeight = 44;

function buildDocs(folder: string): Promise<unknown> {
  const redocly = join(dirname(require.resolve('@redocly/cli/package.json')), 'bin', 'cli.js');
  const options = [
    '--output',
    'index.html',
    '--inlineBundle',
    '--openapi.disableTelemetry',
    `--openapi.scrollYOffset=${barHeight}`,
    '--lint-config',
    'off',
  ];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  return run(process.execPath, [redocly, 'build-docs', 'openapi.json', ...options], { cwd: folder, env });
}
