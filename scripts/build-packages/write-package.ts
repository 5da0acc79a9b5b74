import { chmodSync, cpSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagesIn, withCompiledNames } from './imports.ts';
import { toJavaScript, type WorkspaceManifest, type WorkspacePackage } from './manifest.ts';
import { takeTypes } from './taken-types.ts';

/** Writes what has been compiled of a package, and the data that lies among its code, into its folder `dist`. */
export function writePackage(one: WorkspacePackage, compiled: string): { folder: string; files: number } {
  const { folder, manifest } = one;
  takeTypes(one, compiled);
  renameTypes(compiled);
  forbidForeignImports(compiled, manifest);
  const dist = join(folder, 'dist');
  // Other things may lie there: of `docs`, the site.
  for (const part of ['src', 'generated']) rmSync(join(dist, part), { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  copy('{src,generated}/**/*', folder, dist, (file) => !/\.(ts|md)$/.test(file));
  copy('{src,generated}/**/*', compiled, dist, (file) => /\.(js|d\.ts)$/.test(file));
  for (const program of Object.values(manifest.bin ?? {})) chmodSync(join(dist, toJavaScript(program)), 0o755);
  // The code asks the package.json above it for the version.
  const { name, version, type } = manifest;
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify({ name, version, type }, null, 2)}\n`);
  return { folder: dist, files: globSync('{src,generated}/**/*.*', { cwd: dist }).length };
}

function copy(files: string, from: string, to: string, isWanted: (file: string) => boolean): void {
  for (const file of globSync(files, { cwd: from }).filter(isWanted)) {
    if (statSync(join(from, file)).isFile()) cpSync(join(from, file), join(to, file));
  }
}

function renameTypes(compiled: string): void {
  for (const file of globSync(join(compiled, '**/*.d.ts')))
    writeFileSync(file, withCompiledNames(readFileSync(file, 'utf8')));
}

/** In the workspace a package finds what others have installed; in a project of its own it would not. */
function forbidForeignImports(compiled: string, manifest: WorkspaceManifest): void {
  const { name, dependencies = {}, peerDependencies = {} } = manifest;
  const own = new Set([name, ...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
  const foreign = globSync('**/*.{js,d.ts}', { cwd: compiled }).flatMap((file) =>
    packagesIn(readFileSync(join(compiled, file), 'utf8'))
      .filter((imported) => !own.has(imported))
      .map((imported) => `${name}: ${file} imports ${imported}, which its package.json does not list`),
  );
  if (foreign.length > 0) throw new Error(foreign.join('\n'));
}
