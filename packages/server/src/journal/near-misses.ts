import type { OperationSummary } from '@gitlab-internal-api/contract';
import { operationTable } from '@gitlab-internal-api/contract/operations';
import { nearestOperation, Routes } from '@gitlab-internal-api/validator';
import type { Facts, Recorded } from './recorded.ts';

/** The operations of every release: what one release does not have, another may. */
const operations = Object.entries(operationTable).map(([id, summary]): OperationSummary => ({ id, ...summary }));

const routes = new Routes(operations);

/** What a request that reached no operation or no world probably meant, a sentence each. */
export function nearMissesOf(recorded: Recorded, served: ReadonlySet<string>): string[] {
  const { method, target, status, hint, remark } = recorded.facts;
  const about = remark === undefined ? [] : [remark];
  if (recorded.setting.operation !== undefined || (status !== 404 && status !== 405)) return about;
  const [path = '/'] = target.split('?', 1);
  const told = hint === undefined || / \(\w+\)$/.test(hint) ? [] : [hint];
  const found = mistakes.flatMap(([sentence, mend]) =>
    mend(path).flatMap((mended) => explain(recorded.facts, mended, sentence, served)),
  );
  return [...about, ...told, ...(found.length > 0 ? [...new Set(found)].slice(0, 3) : nearest(method, path))];
}

/** Says what is wrong with a path that leads to an operation once it is mended. */
type Sentence = (path: string, mended: string) => string;

/** The ways in which clients are wrong about a path, and what the path would have to be. */
const mistakes: readonly (readonly [Sentence, (path: string) => string[]])[] = [
  [() => '', (path) => [path]],
  [
    (path, mended) => `${inFront(path, mended)} stands in front of it; does the base URL of the client end in it?`,
    afterPrefix,
  ],
  [
    (path, mended) => `${inFront(mended, path)} is missing in front of it`,
    (path) => prefixes.map((prefix) => prefix + path),
  ],
  [
    (path) => `it is below /api/v4, not ${/^\/api\/[^/]*/.exec(path)?.[0]}`,
    (path) => changed(path, /^\/api\/v?\d*\//, '/api/v4/'),
  ],
  [() => 'two slashes follow each other', (path) => changed(path, /\/{2,}/g, '/')],
  [() => 'its path is in lower case', (path) => changed(path, /.+/, path.toLowerCase())],
  [() => 'it is percent-encoded where it must not be', (path) => changed(path, /%2F/gi, '/')],
  [(path, mended) => `${path.slice(mended.length)} is too much at the end`, (path) => changed(path, /\/[^/]+\/?$/, '')],
];

const prefixes = ['/api/v4/internal', '/api/v4', '/api', '/api/scim/v2'];

function afterPrefix(path: string): string[] {
  const start = path.lastIndexOf('/api/');
  return start > 0 ? [path.slice(start)] : [];
}

function inFront(path: string, mended: string): string {
  return path.slice(0, path.length - mended.length);
}

function changed(path: string, pattern: RegExp, replacement: string): string[] {
  const mended = path.replace(pattern, replacement);
  return mended === path || mended === '' ? [] : [mended];
}

function explain({ method, target }: Facts, path: string, sentence: Sentence, served: ReadonlySet<string>): string[] {
  const [asked = '/'] = target.split('?', 1);
  const wanted = operationAt(method, path) ?? operationAt(undefined, path);
  if (!wanted) return [];
  const right = wanted.method.toUpperCase();
  const wrong = [
    sentence(asked, path),
    right === (method === 'HEAD' ? 'GET' : method) ? '' : `the method is ${right}, not ${method}`,
    served.has(wanted.id) ? '' : 'the release that is served does not have it',
  ].filter((reason) => reason !== '');
  return wrong.length === 0 ? [] : [`${wanted.id} is ${right} ${wanted.path}: ${wrong.join('; ')}`];
}

/** The operation of a path; without a method the first one that there is. */
function operationAt(method: string | undefined, path: string): OperationSummary | undefined {
  const match = routes.match(method ?? '', path);
  if ('operation' in match) return match.operation;
  const [first] = 'allowed' in match && method === undefined ? match.allowed : [];
  return first === undefined ? undefined : operationAt(first, path);
}

function nearest(method: string, path: string): string[] {
  const operation = nearestOperation(operations, method, path);
  return operation ? [`the nearest is ${operation.id}, ${operation.method.toUpperCase()} ${operation.path}`] : [];
}
