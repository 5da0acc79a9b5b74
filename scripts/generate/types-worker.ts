/** Runs openapi-typescript beside the main thread: each message is a document, each answer its types. */
import { enableCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { GlobalContext, OpenAPI3 } from 'openapi-typescript';

// Most of the compiler's time is its own compilation, which is the same at every run.
enableCompileCache();
const {
  default: openapiTS,
  astToString,
  resolveRef,
  scanDiscriminators,
  transformSchema,
} = await import('openapi-typescript');

const options = { defaultNonNullable: false, silent: true };
const settings = await allSettings();

parentPort?.on('message', (document) => {
  parentPort?.postMessage(typesOf(document));
});

/** What openapi-typescript does after its own Redocly has read and bundled, which ours has done already. */
function typesOf(document: OpenAPI3): string {
  const discriminators = scanDiscriminators(document, options);
  const resolve = <T>(reference: string): T | undefined => resolveRef(document, reference, options);
  return astToString(transformSchema(document, { ...settings, discriminators, resolve, injectFooter: [] }));
}

/** It shows all its settings, also those that nobody gave, only to whoever transforms a schema. */
async function allSettings(): Promise<GlobalContext> {
  const { promise, resolve } = Promise.withResolvers<GlobalContext>();
  const components = { schemas: { Any: { type: 'null' } } } as const;
  const smallest = { openapi: '3.1.0', info: { title: '', version: '' }, components };
  await openapiTS(smallest, { ...options, transform: (_schema, { ctx }) => void resolve(ctx) });
  return { ...(await promise), transform: undefined };
}
