import { isBuiltin } from 'node:module';
import ts from 'typescript';
import { toJavaScript } from './manifest.ts';

/** The compiler renames what code imports, but not what its types import. */
export function withCompiledNames(types: string): string {
  // From the last to the first, so that the positions stay.
  return importsOf(types).reduceRight((text, { fileName, pos }) => {
    if (!/^\.{1,2}\//.test(fileName)) return text;
    // The position is that of the quotation mark.
    const [start, end] = [pos + 1, pos + 1 + fileName.length];
    return text.slice(0, start) + toJavaScript(fileName) + text.slice(end);
  }, types);
}

/** The packages that compiled code or its types import. */
export function packagesIn(code: string): string[] {
  return importsOf(code).flatMap(({ fileName }) => {
    const [name] = /^(@[^/]+\/)?[^./][^/]*/.exec(fileName) ?? [];
    return name === undefined || isBuiltin(fileName) ? [] : [name];
  });
}

function importsOf(code: string): ts.FileReference[] {
  return ts.preProcessFile(code, true, true).importedFiles;
}
