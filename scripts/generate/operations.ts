import { allOperations, type Document, isObject, type JsonObject } from '@gitlab-internal-api/contract';
import { writeTypeScript } from './output.ts';

/** Writes the operation table and the security schemes, for whoever needs to know an operation without its document. */
export function writeOperations(document: Document): void {
  const rows = allOperations(document).map(({ id, ...operation }) => `  ${id}: ${JSON.stringify(operation)},`);
  const schemes = Object.entries(document.components.securitySchemes ?? {}).map(
    ([name, scheme]) => `  ${name}: ${schemeRow(scheme)},`,
  );
  writeTypeScript('packages/contract/generated/operations.ts', [
    '',
    '/** Every operation of every edition. */',
    'export const operationTable = {',
    ...rows,
    '} as const;',
    '',
    '/** How each security scheme is presented in a request. */',
    'export const securitySchemes = {',
    ...schemes,
    '} as const;',
  ]);
}

function schemeRow(scheme: unknown): string {
  const { type, name, in: place, scheme: kind } = isObject(scheme) ? scheme : ({} as JsonObject);
  return JSON.stringify(
    type === 'http' ? { type, scheme: kind, in: 'header', name: 'Authorization' } : { type, in: place, name },
  );
}
