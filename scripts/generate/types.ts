import type { Document } from '@gitlab-internal-api/contract';
import openapiTS, { astToString } from 'openapi-typescript';
import { writeTypeScript } from './output.ts';

/** Writes the types of an edition: `paths`, `components` and `operations` as openapi-typescript names them. */
export async function writeTypes(document: Document, edition: string): Promise<void> {
  const input = structuredClone(document) as unknown as Parameters<typeof openapiTS>[0];
  const ast = await openapiTS(input, { defaultNonNullable: false, silent: true });
  writeTypeScript(`packages/contract/generated/${edition}/types.ts`, [astToString(ast)]);
}
