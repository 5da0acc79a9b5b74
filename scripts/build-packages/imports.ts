import { isBuiltin } from 'node:module';
import ts from 'typescript';
import { toJavaScript } from './manifest.ts';

/** The compiler renames what code imports, but not what its types import. */
export function withCompiledNames(types: string): string {
  return withNames(types, (imported) => (/^\.{1,2}\//.test(imported) ? toJavaScript(imported) : imported));
}

/** The same types with other names for what they import. */
export function withNames(types: string, nameOf: (imported: string) => string): string {
  // From the last to the first, so that the positions stay.
  return importsOf(types).reduceRight((text, { fileName, pos }) => {
    // The position is that of the quotation mark.
    const [start, end] = [pos + 1, pos + 1 + fileName.length];
    return text.slice(0, start) + nameOf(fileName) + text.slice(end);
  }, types);
}

/** The packages that compiled code or its types import. */
export function packagesIn(code: string): string[] {
  return importsOf(code).flatMap(({ fileName }) => {
    const name = packageOf(fileName);
    return name === undefined || isBuiltin(fileName) ? [] : [name];
  });
}

/** The package that has what is imported; undefined for a file beside it. */
export function packageOf(imported: string): string | undefined {
  return /^(@[^/]+\/)?[^./][^/]*/.exec(imported)?.[0];
}

function importsOf(code: string): ts.FileReference[] {
  return ts.preProcessFile(code, true, true).importedFiles;
}
