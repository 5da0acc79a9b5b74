/** Makes of each package, or of those named, what npm gets of its code, in its folder `dist`: `npx -y pnpm@12 build:packages`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { compile } from './build-packages/compile.ts';
import { workspacePackages } from './build-packages/manifest.ts';
import { removeManifestForNpm } from './build-packages/manifest-for-npm.ts';
import { writePackage } from './build-packages/write-package.ts';

const names = process.argv.slice(2);
const packages = workspacePackages();
const wanted = names.length === 0 ? packages : packages.filter(({ name }) => names.includes(name));
// What a killed `npm pack` has left; one that is under way names its package.
if (names.length === 0) for (const { folder } of packages) removeManifestForNpm(folder);
const work = mkdtempSync(join(tmpdir(), 'build-packages-'));
try {
  compile(wanted, packages, work);
  for (const one of wanted) {
    const { folder, files } = writePackage(one, join(work, one.name));
    // What packs prints on standard output which file it has made, and scripts read that.
    console.error(`${relative(process.cwd(), folder)}  ${files} files`);
  }
} finally {
  rmSync(work, { recursive: true });
}
