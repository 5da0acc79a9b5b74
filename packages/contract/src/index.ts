export {
  at,
  type Document,
  dereference,
  isObject,
  type Json,
  type JsonObject,
  mapValues,
  methods,
  withoutReferences,
} from './document.ts';
export { loadControl, loadDocument, loadSource } from './load.ts';
export type {
  ControlInput,
  ControlOperationId,
  ControlReply,
  ControlSchemas,
  Input,
  OperationId,
  Reply,
  Status,
} from './messages.ts';
export { allOperations, messageSchemas, type OperationSummary, operationObjects, stemOf } from './operation.ts';
export { readProgramFile } from './program-file.ts';
export { project } from './projection.ts';
export {
  compareReleases,
  editions,
  latestEdition,
  type Release,
  type ResolvedRelease,
  releaseAfter,
  resolveRelease,
  UnknownReleaseError,
} from './release.ts';
