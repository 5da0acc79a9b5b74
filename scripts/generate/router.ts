import { allOperations, type Document, type OperationSummary } from '@gitlab-internal-api/contract';
import { writeTypeScript } from './output.ts';

/** Writes the table from operation to handler; a handler that is missing or answers something undeclared does not compile. */
export function writeRouter(document: Document): void {
  const operations = allOperations(document);
  writeTypeScript('packages/server/generated/router.ts', [
    "import type { Handler } from '../src/handler.ts';",
    ...importsOf(operations, (stem) => `../src/operations/${stem}.ts`),
    '',
    '/** The handler of each operation. */',
    'export const router: { readonly [Id in keyof Handlers]: Handlers[Id] } = {',
    ...operations.map(({ id }) => `  ${id},`),
    '};',
    '',
    'interface Handlers {',
    ...operations.map(({ id }) => `  ${id}: Handler<'${id}'>;`),
    '}',
  ]);
}

/** The lines that import the handlers of operations from the files of their URLs, in the order of the files. */
export function importsOf(operations: readonly OperationSummary[], fileOf: (stem: string) => string): string[] {
  const imports = [...Map.groupBy(operations, ({ stem }) => stem)].map(([stem, members]) => {
    const names = members.map(({ id }) => id).sort();
    return `import { ${names.join(', ')} } from '${fileOf(stem)}';`;
  });
  return imports.sort((a, b) => (a.slice(a.indexOf("'")) < b.slice(b.indexOf("'")) ? -1 : 1));
}
