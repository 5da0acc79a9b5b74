/** Runs openapi-typescript beside the main thread: each message is a document, each answer its types. */
import { createRequire, enableCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';

// Most of the compiler's time is its own compilation, which is the same at every run.
enableCompileCache();
const { default: openapiTS, astToString } = await import('openapi-typescript');

// Its own Redocly would lint every document once more; ours has done so, with stricter rules.
const load = createRequire(createRequire(import.meta.url).resolve('openapi-typescript'));
const redocly = await load('@redocly/openapi-core').createConfig({ rules: {} });

parentPort?.on('message', async (document) => {
  const ast = await openapiTS(document, { defaultNonNullable: false, silent: true, redocly });
  parentPort?.postMessage(astToString(ast));
});
