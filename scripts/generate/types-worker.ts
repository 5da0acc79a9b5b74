/** Runs openapi-typescript beside the main thread: each message is a document, each answer its types. */
import { parentPort } from 'node:worker_threads';
import openapiTS, { astToString } from 'openapi-typescript';

parentPort?.on('message', async (document) => {
  const ast = await openapiTS(document, { defaultNonNullable: false, silent: true });
  parentPort?.postMessage(astToString(ast));
});
