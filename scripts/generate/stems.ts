import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { allOperations, type Document } from '@gitlab-internal-api/contract';
import { root } from './output.ts';

/** Fails, and says what to write, when a URL of the contract has no handler or no test of the same name. */
export function requireOneStem(document: Document): void {
  const stems = new Set(allOperations(document).map(({ stem }) => stem));
  const missing = [...stems].flatMap((stem) => {
    const wanted = [`packages/server/src/operations/${stem}.ts`, `packages/server/src/operations/${stem}.test.ts`];
    return wanted
      .filter((file) => !existsSync(join(root, file)))
      .map((file) => `openapi/paths/${stem}.yaml has no ${file}: write it`);
  });
  if (missing.length > 0) throw new Error(`One stem for a URL: path file, handler, test.\n${missing.join('\n')}`);
}
