import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { root } from '../generate/output.ts';
import { packageOf, withNames } from './imports.ts';
import type { WorkspacePackage } from './manifest.ts';

/** Makes its own what a package imports, for its types alone, from one of the workspace that npm does not install with it. */
export function takeTypes({ folder, manifest: { devDependencies = {} } }: WorkspacePackage, compiled: string): void {
  const { resolve } = createRequire(join(folder, 'package.json'));
  for (const file of globSync(join(compiled, '**/*.d.ts'))) {
    const ownName = (imported: string) =>
      devDependencies[packageOf(imported) ?? '']?.startsWith('workspace:')
        ? nameFrom(file, take(resolve(imported), compiled))
        : imported;
    writeFileSync(file, withNames(readFileSync(file, 'utf8'), ownName));
  }
}

/** What is taken lies where it lies in its own package, and imports nothing itself. */
function take(source: string, compiled: string): string {
  const [owner = '', ...path] = relative(join(root, 'packages'), source).replace(/\.ts$/, '.d.ts').split(sep);
  const own = join(compiled, ...path);
  mkdirSync(dirname(own), { recursive: true });
  copyFileSync(join(dirname(compiled), owner, ...path), own);
  return own;
}

function nameFrom(file: string, types: string): string {
  const path = relative(dirname(file), types)
    .replace(/\.d\.ts$/, '.js')
    .replaceAll(sep, '/');
  return path.startsWith('.') ? path : `./${path}`;
}
