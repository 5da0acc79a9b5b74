import { componentFileName } from './component-file-name.ts';
import { exampleDescribed } from './example-described.ts';
import { knownExtensions } from './known-extensions.ts';
import { mediaTypeExamples } from './media-type-examples.ts';
import { noUnusedFile } from './no-unused-file.ts';
import { operationDescribed } from './operation-described.ts';
import { operationId } from './operation-id.ts';
import { operationSince } from './operation-since.ts';
import { operationStatuses } from './operation-statuses.ts';
import { parameterDescribed } from './parameter-described.ts';
import { pathFileName } from './path-file-name.ts';
import { propertyDescribed } from './property-described.ts';
import type { Rule } from './redocly.ts';
import { registeredStatuses } from './registered-statuses.ts';
import { releaseOrder } from './release-order.ts';
import { requestIdHeader } from './request-id-header.ts';
import { rootIsTableOfContents } from './root-is-table-of-contents.ts';
import { securitySchemeDescribed } from './security-scheme-described.ts';
import { tagIsFolder } from './tag-is-folder.ts';

const oas3: Readonly<Record<string, Rule>> = {
  'component-file-name': componentFileName,
  'example-described': exampleDescribed,
  'known-extensions': knownExtensions,
  'media-type-examples': mediaTypeExamples,
  'no-unused-file': noUnusedFile,
  'operation-described': operationDescribed,
  'operation-id': operationId,
  'operation-since': operationSince,
  'operation-statuses': operationStatuses,
  'parameter-described': parameterDescribed,
  'path-file-name': pathFileName,
  'property-described': propertyDescribed,
  'registered-statuses': registeredStatuses,
  'release-order': releaseOrder,
  'request-id-header': requestIdHeader,
  'root-is-table-of-contents': rootIsTableOfContents,
  'security-scheme-described': securitySchemeDescribed,
  'tag-is-folder': tagIsFolder,
};

/** The contract's own lint rules as Redocly loads them. */
export default function gitlab() {
  return { id: 'gitlab', rules: { oas3 } };
}
