import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../generate/output.ts';
import { keptManifest } from './manifest-for-npm.ts';

type Names = Readonly<Record<string, string>>;
type Target = string | Readonly<Record<'types' | 'default', string>>;

/** What is read of a package.json. */
interface Manifest<T extends Target = Target> {
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly exports?: Readonly<Record<string, T>>;
  readonly bin?: Names;
  readonly dependencies?: Names;
  readonly peerDependencies?: Names;
  readonly devDependencies?: Names;
  readonly scripts?: Names;
}

/** A package.json of the workspace, whose entries are TypeScript or files of data. */
export type WorkspaceManifest = Manifest<string>;

/** A package of the workspace, by the name of its folder. */
export interface WorkspacePackage {
  readonly name: string;
  readonly folder: string;
  readonly manifest: WorkspaceManifest;
}

/** All packages of the workspace. */
export function workspacePackages(): WorkspacePackage[] {
  return readdirSync(join(root, 'packages')).map((name) => {
    const folder = join(root, 'packages', name);
    const kept = keptManifest(folder);
    return { name, folder, manifest: readManifest(existsSync(kept) ? kept : join(folder, 'package.json')) };
  });
}

function readManifest(path: string): WorkspaceManifest {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The files with code at which users of a package enter it. */
export function entriesOf({ exports = {}, bin = {} }: WorkspaceManifest): string[] {
  return [...Object.values(exports).filter(isTypeScript), ...Object.values(bin)];
}

/** The package.json that npm gets: compiled entries, real versions, and nothing that only the workspace needs. */
export function publishedManifest(manifest: WorkspaceManifest): Manifest {
  const { devDependencies: _tests, scripts: _commands, ...rest } = manifest;
  const { exports = {}, bin, dependencies } = rest;
  return {
    ...rest,
    exports: { ...mapValues(exports, publishedTarget), './package.json': './package.json' },
    ...(bin && { bin: mapValues(bin, (path) => toJavaScript(published(path))) }),
    ...(dependencies && { dependencies: mapValues(dependencies, realVersion) }),
  };
}

/** Types first: TypeScript takes the first condition that it knows. */
function publishedTarget(target: string): Target {
  const path = published(target);
  return isTypeScript(path) ? { types: path.replace(/\.ts$/, '.d.ts'), default: toJavaScript(path) } : path;
}

/** Below `dist` lies what lies in the package's folder in the workspace. */
function published(path: string): string {
  return path.replace(/^\.\//, './dist/');
}

/** The JavaScript that is made of a TypeScript file. */
export function toJavaScript(path: string): string {
  return path.replace(/\.ts$/, '.js');
}

/** Our packages are released together, each for the others of the same release. */
function realVersion(version: string, name: string): string {
  if (!version.startsWith('workspace:')) return version;
  const found = workspacePackages().find(({ manifest }) => manifest.name === name);
  if (!found) throw new Error(`no package of the workspace is called ${name}`);
  return found.manifest.version;
}

function isTypeScript(path: string): boolean {
  return path.endsWith('.ts');
}

function mapValues<T, U>(
  object: Readonly<Record<string, T>>,
  change: (value: T, name: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
}
