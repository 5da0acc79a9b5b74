import { allOperations, type Document } from '@gitlab-internal-api/contract';
import { writeTypeScript } from './output.ts';

/** Writes the client's function for each operation. */
export function writeClient(document: Document): void {
  const operations = allOperations(document);
  const functions = operations.flatMap(({ id, summary }) => [
    `  /** ${summary} */`,
    `  ${id}: (input${inputMark(id)}) => call('${id}', input),`,
  ]);
  writeTypeScript('packages/client/generated/operations.ts', [
    "import type { Call, Operations } from '../src/call.ts';",
    '',
    '/** One function per operation. */',
    'export const operationsOf = (call: Call): Operations => ({',
    ...functions,
    '});',
  ]);
}

function inputMark(_id: string): string {
  return '';
}
