import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../generate/output.ts';
import { entriesOf, type WorkspacePackage } from './manifest.ts';

const options = {
  noEmit: false,
  noEmitOnError: true,
  declaration: true,
  // The program itself: what starts it is JavaScript.
  allowJs: true,
  // Node runs the workspace's TypeScript as it is, but none below node_modules.
  rewriteRelativeImportExtensions: true,
  rootDir: join(root, 'packages'),
  typeRoots: [join(root, 'node_modules', '@types')],
};

/** Compiles what can be reached from the entries of the wanted packages, each package into a folder of its name. */
export function compile(
  wanted: readonly WorkspacePackage[],
  packages: readonly WorkspacePackage[],
  outDir: string,
): void {
  const config = join(outDir, 'tsconfig.json');
  const files = wanted.flatMap(({ folder, manifest }) => entriesOf(manifest).map((entry) => join(folder, entry)));
  const compilerOptions = { ...options, outDir, paths: pathsOf(packages) };
  const text = { extends: join(root, 'tsconfig.base.json'), compilerOptions, files, include: [] };
  writeFileSync(config, JSON.stringify(text));
  const tsc = join(root, 'node_modules', 'typescript-7', 'bin', 'tsc');
  // Standard output belongs to what packs.
  const { status } = spawnSync(process.execPath, [tsc, '-p', config], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the packages do not compile');
}

/** What TypeScript finds in node_modules it compiles for nobody, not even behind a link out of there. */
function pathsOf(packages: readonly WorkspacePackage[]): Record<string, string[]> {
  const entries = packages.flatMap(({ folder, manifest: { name, exports = {} } }) =>
    Object.entries(exports).map(([subpath, target]) => [join(name, subpath), [join(folder, target)]]),
  );
  return Object.fromEntries(entries);
}
