import { allOperations, type Document } from '@gitlab-internal-api/contract';
import { writeDocument } from './documents.ts';
import { writeTypeScript } from './output.ts';
import { importsOf } from './router.ts';
import { writeTypes } from './types.ts';

/** Writes what follows from the contract of the stub's own endpoints: the document, its types, and the table of its handlers. */
export async function writeControl(document: Document): Promise<void> {
  writeDocument(document, 'control');
  await writeTypes(document, 'control');
  writeControlRouter(document);
}

function writeControlRouter(document: Document): void {
  const operations = allOperations(document);
  // `control/worlds` lies in `src/control/operations/worlds.ts`, beside nothing but other operations.
  const fileOf = (stem: string) => `../src/${stem.replace('control/', 'control/operations/')}.ts`;
  writeTypeScript('packages/server/generated/control-router.ts', [
    "import type { ControlHandler } from '../src/control/handler.ts';",
    ...importsOf(operations, fileOf),
    '',
    '/** The handler of each operation of the control API. */',
    'export const controlRouter: { readonly [Id in keyof Handlers]: Handlers[Id] } = {',
    ...operations.map(({ id }) => `  ${id},`),
    '};',
    '',
    'interface Handlers {',
    ...operations.map(({ id }) => `  ${id}: ControlHandler<'${id}'>;`),
    '}',
  ]);
}
