import { type Document, isObject } from '@gitlab-internal-api/contract';
import { printedExamples } from './example.ts';
import { type Place, samplesOf } from './samples.ts';

/** The document with a sample of each operation in each language. */
export function withSamples(document: Document, place: Place): Document {
  const paths = structuredClone(document.paths);
  for (const example of printedExamples(document)) {
    const { path, method } = example.operation;
    const operation = paths[path]?.[method];
    if (isObject(operation)) operation['x-codeSamples'] = samplesOf(example, place);
  }
  return { ...document, paths };
}
