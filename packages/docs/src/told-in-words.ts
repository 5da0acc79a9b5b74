import { type Document, isObject, type Json, type JsonObject, mapValues, methods } from '@gitlab-internal-api/contract';

/** The document with what only its extensions say, and Redoc does not show, in its descriptions: names, callers, releases. */
export function toldInWords(document: Document, tryPage: string): Document {
  const paths = mapOperations(document, (value) => operation(value, tryPage));
  return { ...document, ...mapValues({ paths, components: document.components }, marked) } as Document;
}

/** The stub's own document with the names of its operations: it has but one release, and whoever uses the stub may call. */
export function namedInWords(document: Document): Document {
  const named = (value: JsonObject) => {
    const { operationId: id, 'x-gitlab-repeat': repeat, description } = value;
    return { ...value, description: `\`${id}\`. ${repeats[String(repeat)]}\n\n${description}` };
  };
  return { ...document, paths: mapOperations(document, named) };
}

function mapOperations({ paths }: Document, change: (operation: JsonObject) => JsonObject): Document['paths'] {
  const changed = (item: JsonObject) =>
    mapValues(item, (value, key) => (isMethod(key) && isObject(value) ? change(value) : value));
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, changed(item)]));
}

function isMethod(key: string): boolean {
  return methods.some((method) => method === key);
}

/** Whoever comes from a client, a log or a test knows an operation by its id alone. */
function operation(value: JsonObject, tryPage: string): JsonObject {
  const { operationId: id, 'x-gitlab-consumers': consumers, 'x-gitlab-repeat': repeat, description } = value;
  const callers = Array.isArray(consumers) ? listOf.format(consumers.map(String)) : '';
  const { 'x-gitlab-since': _since, ...other } = value;
  const words = [sinceText(value), sentences(other), repeats[String(repeat)]].filter((text) => text !== '');
  const first = `\`${id}\`, called by ${callers}. ${words.join(' ')} [Try it](${tryPage}#operation/${id})`;
  const { 'x-gitlab-until': _, 'x-gitlab-deprecated-since': __, ...rest } = other;
  return { ...rest, description: `${first}\n\n${description}` };
}

/** Since when there is an operation; GitLab has had most of them for longer than the documentation that the contract follows. */
export function sinceText({ 'x-gitlab-since': since, 'x-gitlab-introduced': introduced }: JsonObject): string {
  return typeof introduced === 'string'
    ? `In GitLab since ${introduced}, documented here since ${since}.`
    : `Documented here since GitLab ${since}.`;
}

const listOf = new Intl.ListFormat('en');

const repeats: Readonly<Record<string, string>> = {
  safe: 'It changes nothing.',
  idempotent: 'It may be retried.',
  never: 'It must not be retried.',
};

/** Adds to each description below which releases have what it describes. */
function marked(value: Json): Json {
  if (Array.isArray(value)) return value.map(marked);
  if (!isObject(value)) return value;
  const parts = mapValues(value, marked);
  const text = sentences(value);
  return text === '' || typeof parts.description !== 'string'
    ? parts
    : { ...parts, description: `${parts.description.trimEnd()} *${text}*` };
}

function sentences(node: JsonObject): string {
  const told: readonly (readonly [marker: string, text: string])[] = [
    ['x-gitlab-since', 'Since GitLab'],
    ['x-gitlab-required-until', 'Required up to'],
    ['x-gitlab-deprecated-since', 'Deprecated since'],
    ['x-gitlab-until', 'Last in'],
  ];
  return told
    .flatMap(([marker, text]) => (typeof node[marker] === 'string' ? [`${text} ${node[marker]}.`] : []))
    .join(' ');
}
