import { Worker } from 'node:worker_threads';
import { allOperations, type Document, isObject, type Json, mapValues } from '@gitlab-internal-api/contract';
import { writeTypeScript } from './output.ts';

// It loads the compiler while Redocly bundles the contract, and works while the main thread writes documents.
const worker = new Worker(new URL('./types-worker.ts', import.meta.url));
// Only a worker that has something to do keeps the program alive.
worker.unref();
const waiting: ((types: string) => void)[] = [];
worker.on('message', (types) => {
  waiting.shift()?.(types);
  if (waiting.length === 0) worker.unref();
});

/** The types of a document, as openapi-typescript makes them. */
export function typesOf(document: object): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  waiting.push(resolve);
  worker.ref();
  // Not after the answer before, at which the main thread will not look while it is busy.
  worker.postMessage(document);
  return promise;
}

/** Writes the types of an edition: `paths`, `components` and `operations` as openapi-typescript names them. */
export async function writeTypes(document: Document, edition: string): Promise<void> {
  const types = await typesOf(withoutExamples(document) as object);
  writeTypeScript(`packages/contract/generated/${edition}/types.ts`, [withSummaries(types, document)]);
}

/** An editor shows what stands above an operation where the client calls it; openapi-typescript says it of paths alone. */
function withSummaries(types: string, document: Document): string {
  const summaries = new Map(allOperations(document).map(({ id, summary }) => [id, summary]));
  const [before, operations = ''] = types.split(/^(?=export interface operations )/m);
  return before + operations.replace(/^ {4}(\w+): \{$/gm, (line, id) => `    /** ${summaries.get(id)} */\n${line}`);
}

/** Examples of messages leave no trace in types, but are half of what there is to read. Those of a schema are a list. */
function withoutExamples(node: Json): Json {
  if (Array.isArray(node)) return node.map(withoutExamples);
  if (!isObject(node)) return node;
  const { examples, ...rest } = node;
  return mapValues(Array.isArray(examples) ? node : rest, withoutExamples);
}
