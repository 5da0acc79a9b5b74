import { allOperations, type Document, type OperationSummary } from '@gitlab-internal-api/contract';
import { writeTypeScript } from './output.ts';

/** The client's functions that make the credential of a security scheme; it leaves the other schemes to its callers. */
const makers: Readonly<Record<string, string>> = {
  GitlabSharedSecret: 'sharedSecret',
  GitlabShellJwt: 'shellJwt',
  GitlabKasJwt: 'kasJwt',
  AgentToken: 'agentToken',
  PrivateToken: 'privateToken',
  ScimToken: 'scimToken',
  ErrorTrackingToken: 'errorTrackingToken',
};

/** Writes the client's function for each operation, and what it has to know of the operation to send a request. */
export function writeClient(document: Document): void {
  const operations = allOperations(document);
  writeTypeScript('packages/client/generated/operations.ts', [
    "import type { OperationId } from '@gitlab-internal-api/contract';",
    "import type { Call, OperationFunction } from '../src/call.ts';",
    "import type { Endpoint } from '../src/endpoint.ts';",
    '',
    '/** One function per operation. */',
    'export interface Operations {',
    ...operations.flatMap(({ id, summary }) => [
      `  /** ${summary} */`,
      `  readonly ${id}: OperationFunction<'${id}'>;`,
    ]),
    '}',
    '',
    '/** The functions, each of which hands its input to the one that calls. */',
    'export const operationsOf = (call: Call): Operations => ({',
    ...operations.map(({ id }) => `  ${id}: (input, options) => call('${id}', input, options),`),
    '});',
    '',
    '/** How each operation is called. */',
    'export const endpoints: Readonly<Record<OperationId, Endpoint>> = {',
    ...operations.flatMap((operation) => endpointLines(operation)),
    '};',
  ]);
}

function endpointLines({ id, method, path, security, requestMediaTypes, statuses }: OperationSummary): string[] {
  const mediaType = requestMediaTypes.find((name) => name.endsWith('json'));
  return [
    `  ${id}: {`,
    `    method: '${method.toUpperCase()}',`,
    `    path: '${path}',`,
    ...(mediaType ? [`    mediaType: '${mediaType}',`] : []),
    `    security: [${alternatives(security).join(', ')}],`,
    `    statuses: [${statuses.join(', ')}],`,
    '  },',
  ];
}

/** The alternatives for which the client makes every credential. */
function alternatives(security: OperationSummary['security']): string[] {
  const makeable = security.filter((schemes) => schemes.every((scheme) => scheme in makers));
  return makeable.map((schemes) => `[${schemes.map((scheme) => `'${makers[scheme]}'`).join(', ')}]`);
}
