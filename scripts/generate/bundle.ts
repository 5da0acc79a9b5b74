import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Document } from '@gitlab-internal-api/contract';
import { root } from './output.ts';

const redocly = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin', 'cli.js');

/** Runs the Redocly CLI in `openapi/`, without telemetry, and returns what it printed. */
export function runRedocly(...options: string[]): { ok: boolean; output: string } {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const run = spawnSync(process.execPath, [redocly, ...options], { cwd: join(root, 'openapi'), env, encoding: 'utf8' });
  return { ok: run.status === 0, output: `${run.stdout}${run.stderr}` };
}

/** A contract with all its files in one document: the API's for all releases at once, or the control API's. */
export async function bundle(root = 'openapi.yaml'): Promise<Document> {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
  try {
    const file = join(folder, 'openapi.json');
    const { ok, output } = runRedocly('bundle', root, '--output', file);
    if (!ok) throw new Error(`redocly bundle failed:\n${output}`);
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
