import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** The top of the repository. */
export const root: string = join(import.meta.dirname, '..', '..');

const noticeFor = (source: string) => `Generated from ${source} by \`pnpm generate\`. Do not edit.`;

/** What the files say that are made from the contract. */
export const notice: string = noticeFor('openapi/');

/** Writes a TypeScript file of a `generated/` folder, with the notice in its first line. */
export function writeTypeScript(path: string, lines: readonly string[], source = 'openapi/'): void {
  write(path, [`// ${noticeFor(source)}`, ...lines].join('\n'));
}

/** Writes a YAML file of a `generated/` folder, with the notice in its first line. */
export function writeYaml(path: string, text: string): void {
  write(path, `# ${notice}\n${text}`);
}

/** Writes a JSON file of a `generated/` folder; JSON has no comments, so `$comment` comes first. */
export function writeJson(path: string, value: object, source = 'openapi/'): void {
  write(path, JSON.stringify({ $comment: noticeFor(source), ...value }, null, 2));
}

const written = new Set<string>();

/**
 * Writes a file as it is; OpenAPI documents in JSON carry the notice as `x-generated`. A file that is right already stays
 * untouched, so that a server that runs meanwhile never misses one.
 */
export function write(path: string, text: string): void {
  const file = join(root, path);
  const ended = text.endsWith('\n') ? text : `${text}\n`;
  written.add(normalize(path));
  if (existsSync(file) && readFileSync(file, 'utf8') === ended) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, ended);
}

/** Removes generated files that this run did not write. */
export function removeStale(): void {
  const files = globSync('packages/*/generated/**/*.{json,ts,yaml}', { cwd: root });
  for (const file of files) if (!written.has(normalize(file))) rmSync(join(root, file));
}
