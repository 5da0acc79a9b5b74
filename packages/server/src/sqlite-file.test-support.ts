import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { openSqlite } from './store/engines/sqlite.ts';
import type { Schema } from './store/schema.ts';

/** A database in which a test looks at what a stub keeps, while the stub runs on it. */
export interface SqliteFile extends Disposable {
  /** What a stub is started with. */
  readonly database: string;
  /** Runs a query beside the stub. */
  query<Result>(run: (database: Kysely<Schema>) => Promise<Result>): Promise<Result>;
}

/** A new SQLite file; `using` deletes it. */
export function sqliteFile(): SqliteFile {
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-internal-api-'));
  const file = join(folder, 'stub.sqlite');
  return {
    database: `sqlite:${file}`,
    async query(run) {
      const engine = openSqlite(file);
      return run(engine.database).finally(() => engine.close());
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
