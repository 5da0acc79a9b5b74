import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../../generate/output.ts';
import { run } from '../command.ts';

/** Makes an empty project, installs packages there and puts a program beside them; undefined if npm cannot install them. */
export async function emptyProject(
  folder: string,
  program: string,
  packages: readonly string[],
): Promise<string | undefined> {
  mkdirSync(folder);
  writeJson(folder, 'package.json', { private: true, type: 'module' });
  copyFileSync(join(import.meta.dirname, program), join(folder, program));
  const options = ['install', '--no-audit', '--no-fund', '--loglevel', 'error', ...packages];
  return (await run('npm', options, relative(root, folder))).ok ? folder : undefined;
}

/** By the TypeScript that most have, as Node resolves, and by the new one, as bundlers do. */
const compilers = {
  typescript: { module: 'nodenext', moduleResolution: 'nodenext' },
  'typescript-7': { module: 'esnext', moduleResolution: 'bundler' },
};

/** Type-checks the program of a project, and the types of all packages with it; makes JavaScript of it. */
export async function isWellTyped(folder: string, types: readonly string[]): Promise<boolean> {
  for (const [compiler, resolution] of Object.entries(compilers)) {
    writeJson(folder, 'tsconfig.json', { compilerOptions: { ...options, ...resolution, types }, include: ['*.mts'] });
    const tsc = join(root, 'node_modules', compiler, 'bin', 'tsc');
    if (!(await run('node', [tsc, '--project', '.'], relative(root, folder))).ok) return false;
  }
  return true;
}

const options = {
  target: 'es2022',
  lib: ['es2024', 'dom', 'dom.iterable'],
  strict: true,
  exactOptionalPropertyTypes: true,
  resolveJsonModule: true,
  skipLibCheck: false,
  noEmitOnError: true,
};

function writeJson(folder: string, name: string, value: object): void {
  writeFileSync(join(folder, name), JSON.stringify(value));
}

/** The Node of a project that has one of its own. */
export function nodeOf(folder: string): string {
  return join(folder, 'node_modules', '.bin', 'node');
}
