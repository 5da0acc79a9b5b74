import {
  allOperations,
  type Document,
  messageSchemas,
  project,
  type Release,
  withoutReferences,
} from '@gitlab-internal-api/contract';
import { stringify } from 'yaml';
import { inOpenApi30 } from './openapi-30.ts';
import { notice, write, writeJson, writeYaml } from './output.ts';

/** Writes one edition: its document as YAML, as JSON, without references in OpenAPI 3.0, and a schema per message. */
export function writeEdition(contract: Document, edition: Release): void {
  const folder = `packages/contract/generated/${edition}`;
  const document = writeDocument(contract, edition);
  write(`${folder}/openapi.dereferenced.json`, JSON.stringify(withoutReferences(document), null, 2));
  // Projected once more, which leaves out the components that only OpenAPI 3.1 needs.
  write(`${folder}/openapi-3.0.json`, JSON.stringify(project(inOpenApi30(document), edition), null, 2));
  for (const operation of allOperations(document)) {
    for (const [message, schema] of messageSchemas(document, operation))
      writeJson(`${folder}/schemas/${operation.id}.${message}.json`, schema);
  }
}

/** Writes a document as YAML and as JSON, and returns it with its notice. */
export function writeDocument(contract: Document, name: string): Document {
  const folder = `packages/contract/generated/${name}`;
  const { openapi = '', ...rest } = contract;
  const document = { openapi, 'x-generated': notice, ...rest } as Document;
  writeYaml(
    `${folder}/openapi.yaml`,
    stringify(document, { lineWidth: 0, aliasDuplicateObjects: false, blockQuote: 'literal', singleQuote: true }),
  );
  write(`${folder}/openapi.json`, JSON.stringify(document, null, 2));
  return document;
}
