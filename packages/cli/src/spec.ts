import {
  allOperations,
  type Document,
  isObject,
  type JsonObject,
  loadSource,
  messageSchemas,
  type OperationSummary,
  project,
  type Release,
  resolveRelease,
  withoutReferences,
} from '@gitlab-internal-api/contract';
import { type Command, Option } from 'commander';
import { orNearest } from './nearest.ts';
import { print, warn } from './output.ts';
import { UserError } from './user-error.ts';

interface SpecFlags {
  readonly gitlabVersion: string;
  readonly format?: 'yaml' | 'json';
  readonly dereferenced?: true;
  readonly response?: string;
  readonly request?: true;
}

/** Adds the command that prints the contract. */
export function addSpec(program: Command): void {
  program
    .command('spec')
    .summary('print the contract or a part of it')
    .description(
      'Prints the contract as OpenAPI 3.1, one operation of it, or one message of an operation as a JSON Schema that stands alone.',
    )
    .argument('[operationId]', 'one operation, such as checkGitAccess')
    .option('--gitlab-version <release>', 'such as 15.5, v15.5, 15.5.3-ee', 'latest')
    .addOption(new Option('--format <format>', 'by default yaml, and json for a message').choices(['yaml', 'json']))
    .option('--dereferenced', 'replace every reference by what it refers to')
    .addOption(new Option('--request', "print the JSON Schema of the operation's request body").conflicts('response'))
    .option('--response <status>', 'print the JSON Schema of what it answers with a status')
    .action(spec);
}

async function spec(operationId: string | undefined, flags: SpecFlags): Promise<void> {
  const { release, warning } = resolveRelease(flags.gitlabVersion);
  if (warning !== undefined) warn(warning);
  const message = flags.request ? 'request' : flags.response;
  if (operationId === undefined && message !== undefined) {
    throw new UserError(
      `say of which operation: gitlab-internal-api spec checkGitAccess ${flags.request ? '--request' : `--response ${message}`}`,
    );
  }
  const source = loadSource();
  const operation = operationId === undefined ? undefined : find(source, operationId, release);
  const document = project(operation ? only(operation, source) : source, release);
  const shown = flags.dereferenced ? withoutReferences(document) : document;
  if (!operation || message === undefined) return print(await format(shown, flags.format ?? 'yaml'));
  return print(await format(messageSchema(shown, operation.id, message), flags.format ?? 'json'));
}

function find(source: Document, id: string, release: Release): OperationSummary {
  const operations = allOperations(source);
  const operation = operations.find((candidate) => candidate.id === id);
  if (!operation) throw new UserError(unknown(id, operations));
  if (allOperations(project(source, release)).some((candidate) => candidate.id === id)) return operation;
  throw new UserError(`${id} is not in GitLab ${release}: it is there ${lifetime(operation, source)}`);
}

function unknown(id: string, operations: readonly OperationSummary[]): string {
  const ids = operations.map((operation) => operation.id);
  return `there is no operation '${id}'${orNearest(id, ids)}`;
}

function lifetime({ path, method }: OperationSummary, source: Document): string {
  const marks = source.paths[path]?.[method];
  const { 'x-gitlab-since': since, 'x-gitlab-until': until } = isObject(marks) ? marks : {};
  return until === undefined ? `since ${since}` : `since ${since}, until ${until}`;
}

/** The source with one operation alone. */
function only({ path, method }: OperationSummary, source: Document): Document {
  const { parameters, [method]: operation } = source.paths[path] as JsonObject;
  return {
    ...source,
    paths: { [path]: { ...(parameters !== undefined && { parameters }), [method]: operation as JsonObject } },
  };
}

function messageSchema(document: Document, id: string, message: string): JsonObject {
  const operation = allOperations(document).find((candidate) => candidate.id === id) as OperationSummary;
  const schema = new Map(messageSchemas(document, operation)).get(message);
  if (isObject(schema)) return schema;
  if (message === 'request') throw new UserError(`${id} takes no body`);
  if (operation.statuses.includes(Number(message))) throw new UserError(`${id} answers ${message} without a body`);
  throw new UserError(`${id} does not answer ${message}; it answers ${operation.statuses.join(', ')}`);
}

async function format(value: JsonObject, as: 'yaml' | 'json'): Promise<string> {
  if (as === 'json') return JSON.stringify(value, null, 2);
  const { stringify } = await import('yaml');
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, blockQuote: 'literal', singleQuote: true });
}
