import { isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';
import type { Interference, OperationRequest, Reply } from '@gitlab-internal-api/validator';

/**
 * What a request asks for by `Prefer`: the names are those of Prism, but `wait` delays the reply, where RFC 7240 has it for the
 * longest time that a client wants to wait. What cannot be had is told in the hint, and everything else is done.
 */
export function preferred(
  request: OperationRequest,
  definitionOf: (id: string) => JsonObject,
): Interference | undefined {
  const { preferences, operation } = request;
  if (preferences.size === 0 || !names.some((name) => preferences.has(name))) return undefined;
  const wishes = [
    wishedCode(request, definitionOf(operation.id)),
    wishedExample(request, definitionOf(operation.id)),
    wishedWait(preferences.get('wait')),
  ];
  const hints = wishes.flatMap(({ hint }) => hint ?? []);
  return {
    reply: wishes[1]?.reply ?? wishes[0]?.reply,
    delivery: wishes[2]?.delivery,
    applied: wishes.flatMap(({ applied }) => applied ?? []),
    hint: hints.length > 0 ? hints.join('; ') : undefined,
  };
}

const names = ['code', 'example', 'wait'];

/** What becomes of one preference; nothing where the request does not have it. */
interface Wish {
  readonly applied?: string;
  readonly hint?: string;
  readonly reply?: Reply;
  readonly delivery?: { readonly wait: number };
}

type Responses = { readonly [status: string]: JsonObject };

function wishedCode({ preferences, operation }: OperationRequest, { responses }: JsonObject): Wish {
  const code = preferences.get('code');
  if (code === undefined) return {};
  const response = (responses as Responses)[code];
  if (!response) {
    const declared = operation.statuses.join(', ');
    return { hint: `code=${printable(code)} is not declared for ${operation.id}; it has ${declared}` };
  }
  return { applied: `code=${code}`, reply: replyOf(code, response, examplesOf(response)[0]?.[1]) };
}

/** An example of the status that is asked for, or of the first one that has it. */
function wishedExample({ preferences, operation }: OperationRequest, { responses }: JsonObject): Wish {
  const wanted = preferences.get('example');
  if (wanted === undefined) return {};
  const all = Object.entries(responses as Responses);
  const code = preferences.get('code') ?? '';
  const own = all.filter(([status]) => status === code);
  const within = own.length > 0 ? own : all;
  for (const [status, response] of within) {
    const example = examplesOf(response).find(([name]) => name === wanted);
    if (example) return { applied: `example=${wanted}`, reply: replyOf(status, response, example[1]) };
  }
  const known = new Set(within.flatMap(([, response]) => examplesOf(response).map(([name]) => name)));
  const where = own.length > 0 ? `${operation.id} with ${code}` : operation.id;
  const has = [...known].slice(0, mostNames).join(', ') || 'none';
  return { hint: `example=${printable(wanted)} is no example of ${where}; it has ${has}` };
}

/** Nobody reads more, and a header must not grow without an end. */
const mostNames = 30;

const longest = 600;

function wishedWait(wait: string | undefined): Wish {
  if (wait === undefined) return {};
  const seconds = /^\d{1,9}(\.\d{1,9})?$/.test(wait) ? Number(wait) : Number.NaN;
  if (!(seconds <= longest)) return { hint: `wait=${printable(wait)} is not a number of seconds from 0 to ${longest}` };
  return { applied: `wait=${wait}`, delivery: { wait: seconds } };
}

/** The named examples of a reply's body. */
function examplesOf({ content }: JsonObject): [name: string, value: Json][] {
  const [media] = isObject(content) ? Object.values(content) : [];
  if (!isObject(media) || !isObject(media.examples)) return [];
  return Object.entries(media.examples as { [name: string]: { value: Json } }).map(([name, { value }]) => [
    name,
    value,
  ]);
}

/** The headers are the contract's examples too, but for the correlation id, which every reply has of its own. */
function replyOf(status: string, { headers }: JsonObject, body: Json | undefined): Reply {
  const declared = isObject(headers) ? Object.entries(headers as { [name: string]: JsonObject }) : [];
  const shown = declared.filter(([name, { example }]) => name !== 'X-Request-Id' && example !== undefined);
  return {
    status: Number(status),
    headers: Object.fromEntries(shown.map(([name, { example }]) => [name, String(example)])),
    body,
  };
}

/** What a client has sent, so that it can stand in a header. */
function printable(text: string): string {
  return encodeURI(text.toWellFormed()).slice(0, 100);
}
