import { editions, isObject, type Json, latestEdition } from '@gitlab-internal-api/contract';
import { development, type Scheme } from './credentials.ts';
import { type Example, operationBefore } from './example.ts';
import type { Place } from './samples.ts';

/** The module that sends an example with our client, and prints what became of it. */
export function typescript(example: Example, { url, release }: Place): string {
  const { operation, credentials, input } = example;
  const made = credentials.map(({ scheme }) => credentialOf(scheme, operation.security));
  const names = ['createClient', ...made.map(([name]) => name)].sort(byName);
  const before = operationBefore(example);
  return [
    `import { ${names.join(', ')} } from '@gitlab-internal-api/client';`,
    '',
    'const client = createClient({',
    `  baseUrl: ${quoted(url)},`,
    `  credentials: [${made.map(([name, secret]) => `${name}(${quoted(secret)})`).join(', ')}],`,
    ...(isOlderEdition(release) ? [`  gitlabVersion: '${release}',`] : []),
    '});',
    ...(before === undefined ? [] : [`// After ${before}:`]),
    `const reply = await client.${operation.id}(${Object.keys(input).length === 0 ? '' : literal(input, '')});`,
    'console.log(JSON.stringify(reply, undefined, 2));',
  ].join('\n');
}

/** What the client knows by name; it speaks the latest edition to any other release. */
function isOlderEdition(release: string): boolean {
  return release !== latestEdition && editions.some((edition) => edition === release);
}

function byName(one: string, other: string): number {
  return one.toLowerCase() < other.toLowerCase() ? -1 : 1;
}

/** The client's function that makes a credential, and the secret that it takes. */
function credentialOf(scheme: Scheme, security: readonly (readonly string[])[]): readonly [string, string] {
  const { shellSecret, kasSecret, agentToken, adminToken, scimToken, errorTrackingToken } = development;
  const takesToken = security.some((names) => names.includes('GitlabShellJwt'));
  const functions: Readonly<Record<Scheme, readonly [string, string]>> = {
    GitlabSharedSecret: [takesToken ? 'shellJwt' : 'sharedSecret', shellSecret],
    GitlabKasJwt: ['kasJwt', kasSecret],
    AgentToken: ['agentToken', agentToken],
    PrivateToken: ['privateToken', adminToken],
    ScimToken: ['scimToken', scimToken],
    ErrorTrackingToken: ['errorTrackingToken', errorTrackingToken],
  };
  return functions[scheme];
}

function literal(value: Json, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return listed(
      '[',
      value.map((item) => literal(item, inner)),
      ']',
      indent,
    );
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${key(name)}: ${literal(member, inner)}`);
  return listed('{', members, '}', indent);
}

function listed(open: string, items: readonly string[], close: string, indent: string): string {
  if (items.length === 0) return open + close;
  return [open, ...items.map((item) => `${indent}  ${item},`), indent + close].join('\n');
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  const inside = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inside}'`;
}
