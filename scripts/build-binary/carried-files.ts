import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { redocTemplate } from '../../packages/docs/src/redoc.ts';
import { root } from '../generate/output.ts';
import { notices } from './notices.ts';

/** Those that are made when the executable is built, by the names under which it has them. */
const made = { reference: 'reference.html', notices: 'notices.txt' } as const;

/** Those that the program reads with `readProgramFile`. */
const read = [
  'packages/contract/generated/*/openapi.json',
  'packages/docs/src/assets/*',
  'packages/server/generated/worlds/*.json',
];

/** The files that the executable carries beside its script, by the names under which it has them. */
export async function carriedFiles(folder: string, sources: readonly string[]): Promise<Record<string, string>> {
  const texts = {
    [made.reference]: await redocTemplate(),
    [made.notices]: notices(sources),
  };
  const paths = globSync(read, { cwd: root }).sort();
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  return Object.fromEntries([
    ...paths.map((path) => [path.replaceAll('\\', '/'), join(root, path)]),
    ...Object.keys(texts).map((name) => [name, join(folder, name)]),
  ]);
}
