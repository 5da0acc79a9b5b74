import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Document } from '@gitlab-internal-api/contract';
import { root } from './output.ts';

const redocly = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin', 'cli.js');

const surroundings = {
  cwd: join(root, 'openapi'),
  env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
};

/** Runs the Redocly CLI in `openapi/`, without telemetry, and returns what it printed. */
export function runRedocly(...options: string[]): { ok: boolean; output: string } {
  const run = spawnSync(process.execPath, [redocly, ...options], { ...surroundings, encoding: 'utf8' });
  return { ok: run.status === 0, output: `${run.stdout}${run.stderr}` };
}

/** The contracts by name: that of the API for all releases at once, and that of the stub's own endpoints. */
const roots = { source: 'openapi.yaml', control: 'control/openapi.yaml' } as const;

/** Each contract with all its files in one document; one run of Redocly makes them all, because it takes long to start. */
export async function bundle(): Promise<Record<keyof typeof roots, Document>> {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
  try {
    const fileOf = (name: string) => join(folder, `${name}.json`);
    const apis = Object.entries(roots).map(([name, file]) => [
      name,
      { root: join(root, 'openapi', file), output: fileOf(name) },
    ]);
    // Only a configuration can give each bundle a file of its own; JSON is YAML.
    const config = join(folder, 'redocly.yaml');
    writeFileSync(config, JSON.stringify({ apis: Object.fromEntries(apis) }));
    // Rejects, with what Redocly printed, when the contract cannot be bundled.
    await promisify(execFile)(
      process.execPath,
      [redocly, 'bundle', ...Object.keys(roots), '--config', config],
      surroundings,
    );
    const read = (name: string) => JSON.parse(readFileSync(fileOf(name), 'utf8')) as Document;
    return { source: read('source'), control: read('control') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
