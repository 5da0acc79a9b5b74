import { allOperations, type Document } from '@gitlab-internal-api/contract';
import { writeTypeScript } from './output.ts';

/** Writes the table from operation to handler; a handler that is missing or answers something undeclared does not compile. */
export function writeRouter(document: Document): void {
  const operations = allOperations(document);
  const byFile = Map.groupBy(operations, ({ stem }) => stem);
  const imports = [...byFile].map(
    ([stem, members]) =>
      `import { ${members
        .map(({ id }) => id)
        .sort()
        .join(', ')} } from '../src/operations/${stem}.ts';`,
  );
  writeTypeScript('packages/server/generated/router.ts', [
    "import type { Handler } from '../src/handler.ts';",
    ...imports.sort((a, b) => (a.slice(a.indexOf("'")) < b.slice(b.indexOf("'")) ? -1 : 1)),
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
