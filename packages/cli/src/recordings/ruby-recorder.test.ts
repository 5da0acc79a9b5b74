import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type Json, loadSource } from '@gitlab-internal-api/contract';
import { securitySchemes } from '@gitlab-internal-api/contract/operations';
import { expect, test } from 'vitest';

/** Names of headers, parameters and properties that the contract calls secret, in any release. */
function sensitiveNames(node: Json): string[] {
  if (Array.isArray(node)) return node.flatMap(sensitiveNames);
  if (!isObject(node)) return [];
  const named = node['x-gitlab-sensitive'] === true && typeof node.name === 'string' ? [node.name] : [];
  const properties = Object.entries(isObject(node.properties) ? node.properties : {});
  const secret = properties.filter(([, property]) => isObject(property) && property['x-gitlab-sensitive'] === true);
  return [...named, ...secret.map(([name]) => name), ...Object.values(node).flatMap(sensitiveNames)];
}

test('the recorder for Ruby masks everything that the contract calls secret, and not the rest of what it names', () => {
  const recorder = join(import.meta.dirname, '..', '..', 'ruby', 'gitlab_internal_api_recorder.rb');
  const [, source = '', flags] = /^ {2}NAME = \/(.*)\/(\w*)\.freeze$/m.exec(readFileSync(recorder, 'utf8')) ?? [];
  const name = new RegExp(`^${source}$`, flags);
  const schemes = Object.values(securitySchemes).map((scheme) => scheme.name);
  const names = [...new Set([...sensitiveNames(loadSource()), ...schemes])];
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((each) => !name.test(each))).toEqual([]);
  expect(['key_id', 'action', 'Content-Type', 'scopes', 'expires_at'].filter((each) => name.test(each))).toEqual([]);
});
