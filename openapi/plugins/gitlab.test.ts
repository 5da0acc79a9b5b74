import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import gitlab from './gitlab.ts';

test('redocly.yaml switches each rule on as an error', () => {
  const config: unknown = parse(readFileSync(join(import.meta.dirname, '../redocly.yaml'), 'utf8'));
  const rules = Object.keys(gitlab().rules.oas3).map((name) => [`gitlab/${name}`, 'error']);
  expect(config).toHaveProperty('apis.source.rules', Object.fromEntries(rules));
});
