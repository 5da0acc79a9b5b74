import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { shippedWorlds } from './shipped.ts';
import schema from './world.schema.json' with { type: 'json' };
import { parseWorld, readWorldFile } from './world-file.ts';

const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
const worlds = examples('yaml');
const folder = mkdtempSync(join(tmpdir(), 'readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe("The README's examples", () => {
  test.each(worlds.filter((text) => !text.includes("'@")))('are worlds: %s', (text) => {
    expect(Object.keys(parseWorld(text, 'README.md'))).not.toEqual([]);
  });

  test('of big lists read each other', () => {
    const [rows = ''] = examples('ndjson');
    const [text = ''] = worlds.filter((world) => world.includes("'@"));
    writeFileSync(join(folder, 'users.ndjson'), rows);
    writeFileSync(join(folder, 'world.yaml'), text);
    expect(readWorldFile(join(folder, 'world.yaml')).users).toHaveLength(2);
  });

  test('have every member that a world can have', () => {
    const nouns = [schema, ...Object.values(schema.$defs)].flatMap((noun) =>
      'properties' in noun ? Object.keys(noun.properties) : [],
    );
    const missing = nouns.filter((name) => !worlds.some((text) => new RegExp(`(^|[\\s{])${name}:`, 'm').test(text)));
    expect(missing).toEqual([]);
  });
});

test('The README names the worlds that ship', () => {
  for (const name of shippedWorlds) expect(readme).toContain(`\n| \`${name}\` |`);
});

function examples(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text);
}
