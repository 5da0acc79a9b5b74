import { isMapping, isText, type Mapping } from './redocly.ts';
import { editions, isLater, isRelease } from './releases.ts';

/** Where an extension may stand, in the words of the README. */
export type Place =
  | 'operation'
  | 'parameter'
  | 'request body'
  | 'property'
  | 'response'
  | 'media type'
  | 'header'
  | 'named example'
  | 'security scheme'
  | 'member of `allOf` or `anyOf`'
  | 'schema with `enum`';

/** One `x-gitlab-*` extension: where it stands, which values it takes, and how to write one. */
export interface Extension {
  readonly on: readonly Place[];
  readonly write: string;
  accepts(value: unknown): boolean;
}

const consumers = ['gitlab-shell', 'gitaly', 'geo', 'kas', 'customers-dot', 'opstrace', 'scim-provider'];
const repeats = ['safe', 'idempotent', 'never'];
const tiers = ['free', 'premium', 'ultimate'];

/** When a client did something: from one release of GitLab to another, both included. */
const span = { since: isRelease, until: isRelease };

const versioned: readonly Place[] = [
  'operation',
  'parameter',
  'property',
  'response',
  'media type',
  'header',
  'named example',
  'security scheme',
  'member of `allOf` or `anyOf`',
];

/** All extensions of the contract, as the README's table lists them. */
export const extensions: Readonly<Record<string, Extension>> = {
  'x-gitlab-since': release(versioned),
  'x-gitlab-until': release(versioned),
  'x-gitlab-deprecated-since': release(['operation', 'parameter', 'property']),
  'x-gitlab-required-until': release(['property', 'parameter', 'request body']),
  'x-gitlab-introduced': release(['operation']),
  'x-gitlab-consumers': {
    on: ['operation'],
    write: `a list of ${consumers.join(', ')}`,
    accepts: isListOf(isOneOf(consumers)),
  },
  'x-gitlab-source': {
    on: ['operation', 'security scheme'],
    write:
      `a list of {documentation: '${editions.at(-1)}', heading: …} and ` +
      '{repository: owner/name, path: …, commit: …} (or tag: … in place of commit)',
    accepts: isListOf((value) => isMapping(value) && (isDocumentation(value) || isPublicFile(value))),
  },
  'x-gitlab-documented': {
    on: ['operation'],
    write: "a list of {since: '14.2', consumer: gitaly} and {since: '14.2', says: …}",
    accepts: isListOf((value) => isMapping(value) && isStatement(value)),
  },
  'x-gitlab-sent-by': clients(['property', 'parameter', 'security scheme'], {
    ...span,
    afterwards: isOneOf(['unknown']),
    always: isTrue,
    never: isTrue,
  }),
  'x-gitlab-read-by': clients(['property', 'response'], { ...span, needed: isBoolean }),
  'x-gitlab-repeat': oneOf(['operation'], repeats),
  'x-gitlab-tier': oneOf(['operation'], tiers),
  'x-gitlab-lenient': flag(['operation']),
  'x-gitlab-sensitive': flag(['property', 'parameter', 'header', 'security scheme']),
  'x-gitlab-case-insensitive': flag(['schema with `enum`']),
};

function release(on: readonly Place[]): Extension {
  return { on, write: "a GitLab release in quotes, as in '15.3'", accepts: isRelease };
}

function oneOf(on: readonly Place[], values: readonly string[]): Extension {
  return { on, write: `one of ${values.join(', ')}`, accepts: isOneOf(values) };
}

function flag(on: readonly Place[]): Extension {
  return { on, write: 'true, or leave it out', accepts: (value) => value === true };
}

/** Facts about those who call, by their names. */
function clients(on: readonly Place[], facts: Readonly<Record<string, (value: unknown) => boolean>>): Extension {
  const isKnown = ([name, value]: [string, unknown]) => Object.hasOwn(facts, name) && facts[name]?.(value) === true;
  const isFact = (fact: unknown) => isMapping(fact) && Object.entries(fact).every(isKnown) && isInOrder(fact);
  const accepts = (value: unknown) =>
    isMapping(value) && Object.entries(value).every(([name, fact]) => consumers.includes(name) && isFact(fact));
  return { on, write: `{kas: {…}}, with any of ${Object.keys(facts).join(', ')} for each consumer`, accepts };
}

function isInOrder({ since, until }: Mapping): boolean {
  return !isRelease(since) || !isRelease(until) || !isLater(since, until);
}

function isTrue(value: unknown): boolean {
  return value === true;
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isOneOf(values: readonly string[]) {
  return (value: unknown) => values.some((known) => known === value);
}

function isListOf(accepts: (value: unknown) => boolean) {
  return (list: unknown) =>
    Array.isArray(list) && list.length > 0 && list.every(accepts) && new Set(list).size === list.length;
}

function isDocumentation(source: Mapping): boolean {
  return hasKeys(source, 'documentation', 'heading') && isRelease(source.documentation) && isText(source.heading);
}

function isStatement(said: Mapping): boolean {
  if (!isRelease(said.since)) return false;
  return hasKeys(said, 'since', 'says')
    ? isText(said.says)
    : hasKeys(said, 'since', 'consumer') && isOneOf(consumers)(said.consumer);
}

function isPublicFile(source: Mapping): boolean {
  return (
    (hasKeys(source, 'repository', 'path', 'commit') || hasKeys(source, 'repository', 'path', 'tag')) &&
    /^[\w.-]+\/[\w.-]+$/.test(String(source.repository)) &&
    /^[^/\s]\S*$/.test(String(source.path)) &&
    (isText(source.tag) || isCommit(source.commit))
  );
}

/** Eight digits without a letter are a number to YAML, so the value has to be a string. */
function isCommit(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{7,40}$/.test(value);
}

function hasKeys(mapping: Mapping, ...keys: string[]): boolean {
  return Object.keys(mapping).sort().join() === keys.sort().join();
}
