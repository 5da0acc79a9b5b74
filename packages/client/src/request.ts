import { encodeBody, encodeForm, formType } from './encoding.ts';
import type { Endpoint } from './endpoint.ts';

/** A request before the credentials: all attempts of a call send the same. */
export interface PreparedRequest {
  readonly method: Endpoint['method'];
  /** With the query, below the client's base URL. */
  readonly path: string;
  /** Under names in lower case. */
  readonly headers: RequestHeaders;
  readonly body?: string;
}

/** Headers of a request under names in lower case. */
interface RequestHeaders {
  readonly 'x-request-id': string;
  [name: string]: string;
}

/** Puts each parameter of the input where the operation expects it; an input that cannot be sent is a `TypeError`. */
export function prepare(
  { method, path: template, mediaType }: Endpoint,
  input: object,
  encoding: 'json' | 'form' | undefined,
  own: Readonly<Record<string, string>> = {},
): PreparedRequest {
  const rest: Record<string, unknown> = { ...input };
  const path = template.replace(/{(.*?)}/g, (_, name: string) => {
    const { [name]: value } = rest;
    delete rest[name];
    return segmentOf(name, value);
  });
  const headers: RequestHeaders = { 'x-request-id': newId(), ...lowered(own) };
  if (mediaType) {
    headers['content-type'] ??= encoding === 'form' ? formType : mediaType;
    return { method, path, headers, body: encodeBody(rest, headers['content-type']) };
  }
  const query = encodeForm(rest);
  return { method, path: query ? `${path}?${query}` : path, headers };
}

/** An empty segment and the dots, even encoded ones, would lead to the URL of another operation. */
function segmentOf(name: string, value: unknown): string {
  const text = String(value ?? '');
  if (/^\.{0,2}$/.test(text)) throw new TypeError(`${name} is '${text}', which cannot stand in a path`);
  // With its slashes, as GitLab wants the path of a group or a project.
  return encodeURIComponent(text);
}

function lowered(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      // fetch would refuse it too, with the value in its message.
      if (!/^[\t -~]*$/.test(value))
        throw new TypeError(`the header ${name} holds a character that no header can carry`);
      return [name.toLowerCase(), value];
    }),
  );
}

/** It need not be secret, only told apart; the time makes logs sort. */
function newId(): string {
  return Date.now().toString(36) + Math.random().toString(36).slice(2);
}
