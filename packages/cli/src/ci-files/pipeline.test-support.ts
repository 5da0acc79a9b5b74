import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';
import { parseAllDocuments } from 'yaml';
import { folderWith } from '../command-under-test.ts';

const ci = join(import.meta.dirname, '..', '..', 'ci');

/** The documents of a file for CI. */
export function documentsIn(name: string): JsonObject[] {
  const documents = parseAllDocuments(readFileSync(join(ci, name), 'utf8'));
  return documents.map((document): JsonObject => {
    if ('errors' in document && document.errors.length > 0) throw document.errors[0];
    const value: Json = document.toJS();
    return objectOf(value);
  });
}

/** An object, for whoever knows that it is one. */
export function objectOf(value: Json | undefined): JsonObject {
  if (isObject(value)) return value;
  throw new Error(`no object: ${JSON.stringify(value)}`);
}

/** The names that a pattern with one group finds in all texts of a document. */
export function namesIn(value: Json, pattern: RegExp): string[] {
  return [...JSON.stringify(value).matchAll(pattern)].map(([, name = '']) => name);
}

/** A value in which the platform has put inputs into the places where they are named. */
export function substituted(value: Json, pattern: RegExp, inputs: Readonly<Record<string, string>>): Json {
  if (Array.isArray(value)) return value.map((member) => substituted(member, pattern, inputs));
  if (isObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        `${substituted(name, pattern, inputs)}`,
        substituted(member, pattern, inputs),
      ]),
    );
  if (typeof value !== 'string') return value;
  return value.replaceAll(pattern, (_, name: string) => inputs[name] ?? fail(`${name} has no value`));
}

function fail(message: string): never {
  throw new Error(message);
}

/** What a person gave, and for the rest the defaults; what has none has to be given. */
export function inputsOf(declared: JsonObject, given: Readonly<Record<string, string>>): Record<string, string> {
  const unknown = Object.keys(given).filter((name) => !(name in declared));
  if (unknown.length > 0) fail(`unknown inputs: ${unknown}`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, input]) => {
      const value = given[name] ?? objectOf(input).default ?? fail(`${name} is required`);
      return [name, String(value)];
    }),
  );
}

/** The folder of a job, with what belongs to its environment beside it. */
export interface Workspace {
  readonly folder: string;
  readonly path: string;
}

/** An empty folder with recordings, and a PATH on which the command of this checkout is. */
export function workspace(files: Readonly<Record<string, string>>): Workspace {
  const folder = folderWith(files);
  const bin = folderWith({});
  const main = join(import.meta.dirname, '..', 'main.js');
  program(join(bin, 'gitlab-internal-api'), `exec '${process.execPath}' '${main}' "$@"`);
  return { folder, path: [bin, systemPath()].join(delimiter) };
}

/** A PATH without the command, on which npm notes what it is to install, and puts the command of this checkout there. */
export function workspaceWithoutCommand(files: Readonly<Record<string, string>>): Workspace {
  const { folder, path } = workspace(files);
  const [bin = ''] = path.split(delimiter);
  const npm = folderWith({});
  program(join(npm, 'npm'), `echo "$@" >>'${folder}/npm.log'; cp '${bin}/gitlab-internal-api' '${npm}'`);
  return { folder, path: [npm, systemPath()].join(delimiter) };
}

/** Where bash and its commands are, and no command of a package. */
function systemPath(): string {
  return ['/usr/local/bin', '/usr/bin', '/bin'].join(delimiter);
}

function program(file: string, script: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

/** What became of a script. */
export interface Done {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script in bash, with nothing but its own environment. */
export function bash(options: readonly string[], { folder, path }: Workspace, env: Record<string, string>): Done {
  const environment = { PATH: path, HOME: folder, ...env };
  return spawnSync('bash', [...options], { cwd: folder, env: environment, encoding: 'utf8' });
}
