import { type Headers, headerOf } from './credential.ts';
import type { Reply } from './reply.ts';

/** The preferences of a request by their names in lower case (RFC 7240); one without a value has the empty text. */
export type Preferences = ReadonlyMap<string, string>;

/** Reads the `Prefer` header; of a preference that is named twice the first counts, and what cannot be read is none. */
export function preferencesOf(headers: Headers): Preferences {
  const header = headerOf(headers, 'prefer');
  if (header === undefined) return none;
  const preferences = new Map<string, string>();
  for (const [, name = '', quoted, token] of header.matchAll(preference)) {
    const key = name.toLowerCase();
    if (!preferences.has(key)) preferences.set(key, quoted?.replaceAll(/\\(.)/g, '$1') ?? token ?? '');
  }
  return preferences;
}

const none: Preferences = new Map();

/** A name, maybe a value as a token or in quotes, maybe parameters, which none of ours has. */
const preference =
  /(?:^|,)\s*([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?[^,"]*(?:"[^"]*"[^,"]*)*/g;

/** The reply with one more preference among those that it says were honoured. */
export function withApplied(reply: Reply, applied: string): Reply {
  const others = reply.headers?.['Preference-Applied'];
  const all = others === undefined ? applied : `${others}, ${applied}`;
  return { ...reply, headers: { ...reply.headers, 'Preference-Applied': all } };
}
