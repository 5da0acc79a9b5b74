import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../generate/output.ts';

/** Where the workspace's package.json is while the folder is packed, for which the one for npm is in its place. */
export function keptManifest(folder: string): string {
  return join(folder, 'dist', 'package.workspace.json');
}

/** Puts the package.json for npm, and the licence, into the folder of a package. */
export function putManifestForNpm(folder: string, manifest: object): void {
  const [own, kept] = [join(folder, 'package.json'), keptManifest(folder)];
  // Where packing was killed it is kept already.
  if (!existsSync(kept)) copyFileSync(own, kept);
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(own, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Takes both away again, if they are there. */
export function removeManifestForNpm(folder: string): void {
  if (!existsSync(keptManifest(folder))) return;
  renameSync(keptManifest(folder), join(folder, 'package.json'));
  rmSync(join(folder, 'LICENSE'), { force: true });
}
