import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, writeTypeScript } from './output.ts';
import { typesOf } from './types.ts';

const source = 'packages/server/src/world/world.schema.json';

/** Writes the types of the world file from its JSON Schema. */
export async function writeWorld(): Promise<void> {
  const { $schema: _, $defs, ...world } = JSON.parse(readFileSync(join(root, source), 'utf8'));
  const schemas = JSON.parse(
    JSON.stringify({ World: world, ...$defs }).replaceAll('#/$defs/', '#/components/schemas/'),
  );
  const document = { openapi: '3.1.0', info: { title: 'World', version: '1' }, paths: {}, components: { schemas } };
  writeTypeScript('packages/server/generated/world.ts', [await typesOf(document)], source);
}
