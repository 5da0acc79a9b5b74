import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedWorlds } from '../../packages/server/src/world/shipped.ts';
import { readWorldFile } from '../../packages/server/src/world/world-file.ts';
import { root, writeJson, writeTypeScript } from './output.ts';
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

/** Writes the worlds that ship as JSON: every start reads one of them, and to read and check YAML takes ten times as long. */
export function writeShippedWorlds(): void {
  for (const name of shippedWorlds) {
    const file = `packages/server/src/world/${name}.yaml`;
    writeJson(`packages/server/generated/worlds/${name}.json`, readWorldFile(join(root, file)), file);
  }
}
