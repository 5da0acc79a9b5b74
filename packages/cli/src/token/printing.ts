import { quoted } from '../quoted.ts';
import type { TokenFlags } from './flags.ts';
import type { Header, Recipe } from './recipes.ts';

/** What `token --as` prints of a request, in the format that was asked for. */
export function printed(recipe: Recipe, flags: TokenFlags): string {
  const headers = recipe.credentials.map(headerLine).join('\n');
  const curl = curlOf(recipe, flags);
  if (flags.format === 'header') return headers;
  if (flags.format === 'curl') return curl;
  if (flags.format === 'json') return JSON.stringify(asJson(recipe, flags, curl), undefined, 2);
  return [headers, '', `# ${remark(recipe)}`, curl].join('\n');
}

function remark({ operation, lifetime }: Recipe): string {
  return lifetime === undefined
    ? operation
    : `${operation}; the token expires in ${lifetime} s, and GitLab forgives 60 s`;
}

function asJson(recipe: Recipe, flags: TokenFlags, curl: string): object {
  const { operation, method, credentials, headers, json, lifetime } = recipe;
  const named = [...credentials, ...headers].map(([name, value]) => ({ name, value }));
  return {
    operation,
    method,
    url: urlOf(recipe, flags),
    headers: named,
    ...(json !== undefined && { body: json }),
    ...(lifetime !== undefined && { expires_in: lifetime }),
    curl,
  };
}

/** A command that can be pasted into a shell. */
function curlOf(recipe: Recipe, flags: TokenFlags): string {
  const { method, credentials, headers, json } = recipe;
  const body: Header[] = json === undefined ? [] : [['Content-Type', 'application/json']];
  const words = [
    ['curl', ...(method === 'GET' ? [] : ['-X', method]), ...socketOf(flags), quoted(urlOf(recipe, flags))].join(' '),
    ...[...credentials, ...headers, ...body].map((header) => `-H ${quoted(headerLine(header))}`),
    ...(json === undefined ? [] : [`-d ${quoted(JSON.stringify(json))}`]),
  ];
  return words.join(' \\\n  ');
}

function socketOf({ socket }: TokenFlags): string[] {
  return socket === undefined ? [] : ['--unix-socket', quoted(socket)];
}

function urlOf({ path }: Recipe, { baseUrl, socket }: TokenFlags): string {
  return `${baseUrl ?? (socket === undefined ? 'http://127.0.0.1:3001' : 'http://unix')}${path}`;
}

function headerLine([name, value]: Header): string {
  return `${name}: ${value}`;
}
