import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Postgres } from '../postgres.test-support.ts';

/** A kind of database that a test runs over. */
export interface TestedEngine {
  readonly name: string;
  readonly isThere: boolean;
  /** What `--database` is given for a new, empty one. */
  create(): Promise<string>;
}

/** A folder for SQLite files; `using` deletes it. */
export function temporaryFolder(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'gitlab-internal-api-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Every engine that keeps its state when a server ends. */
export function lastingEngines(folder: string, postgres: Postgres): TestedEngine[] {
  let files = 0;
  return [
    { name: 'an SQLite file', isThere: true, create: async () => `sqlite:${join(folder, `${++files}.sqlite`)}` },
    { name: 'PostgreSQL', isThere: postgres.isThere, create: postgres.createDatabase },
  ];
}

/** Every engine. */
export function allEngines(folder: string, postgres: Postgres): TestedEngine[] {
  return [{ name: 'memory', isThere: true, create: async () => 'memory' }, ...lastingEngines(folder, postgres)];
}
