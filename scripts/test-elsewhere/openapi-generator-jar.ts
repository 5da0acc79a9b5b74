import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.ts';

const version = '7.25.0';
const sha256 = '41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae';
const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';

const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'gitlab-internal-api');
const file = join(folder, `openapi-generator-cli-${version}.jar`);

let fetched: Promise<string> | undefined;

/** OpenAPI Generator, fetched once by Maven and kept in the user's cache: the very file that this was written with. */
export function generatorJar(): Promise<string> {
  fetched ??= fetch();
  return fetched;
}

async function fetch(): Promise<string> {
  if (isTheFile()) return file;
  mkdirSync(folder, { recursive: true });
  const artifact = `-Dartifact=org.openapitools:openapi-generator-cli:${version}`;
  await run('mvn', ['--batch-mode', '--quiet', copy, artifact, `-DoutputDirectory=${folder}`]);
  if (isTheFile()) return file;
  rmSync(file, { force: true });
  throw new Error(`Maven brought an openapi-generator-cli ${version} whose SHA-256 is not ${sha256}`);
}

function isTheFile(): boolean {
  return existsSync(file) && createHash('sha256').update(readFileSync(file)).digest('hex') === sha256;
}
