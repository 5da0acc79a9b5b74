import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { root, writeTypeScript } from './output.ts';

const source = 'packages/server/src/world/world.schema.json';

/** Writes the types of the world file from its JSON Schema. */
export async function writeWorld(): Promise<void> {
  const { $schema: _, $defs, ...world } = JSON.parse(readFileSync(join(root, source), 'utf8'));
  const schemas = JSON.parse(
    JSON.stringify({ World: world, ...$defs }).replaceAll('#/$defs/', '#/components/schemas/'),
  );
  const document = { openapi: '3.1.0', info: { title: 'World', version: '1' }, paths: {}, components: { schemas } };
  const ast = await openapiTS(document as never, { defaultNonNullable: false, silent: true });
  writeTypeScript('packages/server/generated/world.ts', [astToString(ast)], source);
}
