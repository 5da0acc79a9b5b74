import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject, type Release } from '@gitlab-internal-api/contract';
import { folderWith, run } from '../command-under-test.ts';
import { kasSecret, shellSecret } from '../recordings/example-exchanges.test-support.ts';
import { type Told, toldBy } from './told.test-support.ts';

const folder = join(import.meta.dirname, '..', '..', 'test-data', 'corpus');

/** The path of a file of the corpus. */
export function corpusFile(name: string): string {
  return join(folder, name);
}

/** The exchanges of a file in their order: lines of NDJSON, entries of HAR. */
export function exchangesIn(file: string): JsonObject[] {
  const text = readFileSync(file, 'utf8');
  const all: Json[] = file.endsWith('.har') ? JSON.parse(text).log.entries : text.trimEnd().split('\n').map(parsed);
  return all.filter(isObject);
}

function parsed(line: string): Json {
  return JSON.parse(line);
}

/** How an exchange is called, in either format. */
export function nameOf(exchange: JsonObject): string {
  return String(exchange.name ?? exchange.comment);
}

/** What one run of the real command says about each exchange of some files, by file and position. */
export async function toldOf(files: readonly string[], release: Release): Promise<ReadonlyMap<string, Told[]>> {
  const secrets = folderWith({ shell: shellSecret, kas: kasSecret });
  const flags = ['--shell-secret-file', join(secrets, 'shell'), '--kas-secret-file', join(secrets, 'kas')];
  const { stdout } = await run('check', ...files, '--gitlab-version', release, '--format', 'json', ...flags);
  return toldBy(stdout);
}
