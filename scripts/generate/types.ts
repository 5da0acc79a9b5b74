import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Document, isObject, type Json, mapValues } from '@gitlab-internal-api/contract';
import { writeTypeScript } from './output.ts';

// It loads the compiler while Redocly bundles the contract, and works while the main thread writes documents.
const worker = new Worker(new URL('./types-worker.ts', import.meta.url));
worker.unref();
let last: Promise<unknown> = Promise.resolve();

/** The types of a document, as openapi-typescript makes them; one document after the other. */
export async function typesOf(document: object): Promise<string> {
  const answer = last.then(() => ask(document));
  last = answer;
  return answer;
}

/** Only a worker that is asked something keeps the program alive. */
async function ask(document: object): Promise<string> {
  worker.ref();
  worker.postMessage(document);
  const [types] = await once(worker, 'message');
  worker.unref();
  return types;
}

/** Writes the types of an edition: `paths`, `components` and `operations` as openapi-typescript names them. */
export async function writeTypes(document: Document, edition: string): Promise<void> {
  writeTypeScript(`packages/contract/generated/${edition}/types.ts`, [
    await typesOf(withoutExamples(document) as object),
  ]);
}

/** Examples of messages leave no trace in types, but are half of what there is to read. Those of a schema are a list. */
function withoutExamples(node: Json): Json {
  if (Array.isArray(node)) return node.map(withoutExamples);
  if (!isObject(node)) return node;
  const { examples, ...rest } = node;
  return mapValues(Array.isArray(examples) ? node : rest, withoutExamples);
}
