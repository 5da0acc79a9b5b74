import {
  allOperations,
  type Document,
  editions,
  isObject,
  type Json,
  latestEdition,
  type OperationSummary,
  operationObjects,
  project,
} from '@gitlab-internal-api/contract';
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

/** Writes what the client has to know of the operations to send requests. */
export function writeClient(source: Document): void {
  writeTypeScript('packages/client/generated/operations.ts', [
    ...editions.map(
      (edition) => `import type * as ${nameOf(edition)} from '@gitlab-internal-api/contract/${edition}/types';`,
    ),
    "import type { Endpoint } from '../src/endpoint.ts';",
    '',
    '/** The types of each edition. */',
    'export interface Editions {',
    ...editions.map((edition) => `  readonly '${edition}': ${typesOf(nameOf(edition))};`),
    '}',
    '',
    '/** The edition of a client that names none. */',
    `export const latestEdition = '${latestEdition}';`,
    'export type LatestEdition = typeof latestEdition;',
    '',
    '/** The editions, the earliest first. */',
    `export const editions = [${editions.map((edition) => `'${edition}'`).join(', ')}] as const;`,
    '',
    '/** The parameters that are dates. */',
    `export type DateName = ${dateNames(source)
      .map((name) => `'${name}'`)
      .join(' | ')};`,
    '',
    '/** How each operation is called, by any edition that has it. */',
    'export const endpoints = {',
    ...endpointRows(source),
    '} as const satisfies Readonly<Record<string, Endpoint>>;',
  ]);
}

function nameOf(edition: string): string {
  return `gitlab${edition.replace('.', '_')}`;
}

function typesOf(name: string): string {
  return `{ readonly operations: ${name}.operations; readonly paths: ${name}.paths }`;
}

type InEditions = ReadonlyMap<string, OperationSummary>;

function endpointRows(source: Document): string[] {
  const byEdition = editions.map((edition): [string, OperationSummary[]] => [
    edition,
    allOperations(project(source, edition)),
  ]);
  return allOperations(source).flatMap(({ id }) => {
    const found = byEdition.flatMap(([edition, operations]) => {
      const operation = operations.find((candidate) => candidate.id === id);
      return operation ? [[edition, operation] as const] : [];
    });
    return endpointLines(id, new Map(found));
  });
}

function endpointLines(id: string, found: InEditions): string[] {
  const [first, ...others] = [...found.values()].reverse();
  if (!first) throw new Error(`no edition has the operation ${id}`);
  const { method, path, repeat } = first;
  if (others.some((other) => other.path !== path || other.method !== method || other.repeat !== repeat)) {
    throw new Error(`the client cannot tell yet that ${id} differs in method, path or repetition between editions`);
  }
  const mediaType = first.requestMediaTypes.find((name) => name.endsWith('json'));
  return [
    `  ${id}: {`,
    `    method: '${method.toUpperCase()}',`,
    `    path: '${path}',`,
    ...(mediaType ? [`    mediaType: '${mediaType}',`] : []),
    `    security: [${alternatives(first.security).join(', ')}],`,
    `    statuses: [${first.statuses.join(', ')}],`,
    ...(repeat === 'never' ? [] : ['    repeatable: true,']),
    ...editionLines(id, found),
    '  },',
  ];
}

/** Which editions have the operation, if not all do, and what comes to it after the first that has it. */
function editionLines(id: string, found: InEditions): string[] {
  const has = [...found.keys()];
  const lines =
    has.length < editions.length ? [`    editions: [${has.map((edition) => `'${edition}'`).join(', ')}],`] : [];
  const later = laterParts(id, found);
  if (later.length === 0) return lines;
  return [...lines, `    since: { ${later.map(([part, edition]) => `${part}: '${edition}'`).join(', ')} },`];
}

/** The statuses and credentials of the last edition, each with the edition that brings it where that is not the first. */
function laterParts(id: string, found: InEditions): [part: string, edition: string][] {
  const history = [...found].map(([edition, operation]) => [edition, partsOf(operation)] as const);
  const [, last = []] = history.at(-1) ?? [];
  for (const [edition, parts] of history) {
    const gone = parts.find((part) => !last.includes(part));
    if (gone)
      throw new Error(`the client cannot tell yet that ${id} has ${gone} in ${edition} and not in the last edition`);
  }
  return last.flatMap((part) => {
    const index = history.findIndex(([, parts]) => parts.includes(part));
    return index > 0 ? [[part, history[index]?.[0] ?? '']] : [];
  });
}

function partsOf({ statuses, security }: OperationSummary): string[] {
  const made = makeable(security)
    .flat()
    .map((scheme) => makers[scheme] ?? '');
  return [...new Set([...statuses.map(String), ...made])];
}

function makeable(security: OperationSummary['security']): (readonly string[])[] {
  return security.filter((schemes) => schemes.every((scheme) => scheme in makers));
}

/** The alternatives for which the client makes every credential. */
function alternatives(security: OperationSummary['security']): string[] {
  return makeable(security).map((schemes) => `[${schemes.map((scheme) => `'${makers[scheme]}'`).join(', ')}]`);
}

/** The client takes a `Date` for each of them; a moment in time would have to be written differently. */
function dateNames(source: Document): string[] {
  const found = new Map<string, string>();
  for (const { requestBody = {}, parameters = [] } of operationObjects(source).values()) {
    collectDates([requestBody, parameters], found);
  }
  const moment = [...found].find(([, format]) => !/^(ruby-)?date$/.test(format));
  if (moment) throw new Error(`the client writes every Date as a day; ${moment[0]} is a ${moment[1]}`);
  return [...found.keys()].sort();
}

function collectDates(node: Json, found: Map<string, string>): void {
  if (Array.isArray(node)) for (const member of node) collectDates(member, found);
  if (!isObject(node)) return;
  for (const [name, value] of Object.entries(node)) {
    if (/^examples?$/.test(name)) continue;
    if (isObject(value) && typeof value.format === 'string' && value.format.includes('date'))
      found.set(name, value.format);
    collectDates(value, found);
  }
}
