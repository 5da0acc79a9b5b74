/**
 * Runs before and after a package is packed, in its folder: for that long its package.json is the one for npm. pnpm could be
 * told in the workspace's package.json what to change in it, npm could not.
 */
import { publishedManifest, type WorkspaceManifest, workspacePackages } from './manifest.ts';
import { putManifestForNpm, removeManifestForNpm } from './manifest-for-npm.ts';

const folder = process.cwd();

if (process.argv[2] === 'after') removeManifestForNpm(folder);
else putManifestForNpm(folder, publishedManifest(ownManifest()));

function ownManifest(): WorkspaceManifest {
  const found = workspacePackages().find((one) => one.folder === folder);
  if (!found) throw new Error(`${folder} is no package of the workspace`);
  return found.manifest;
}
