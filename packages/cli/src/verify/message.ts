import type { RecordedTraffic } from '@gitlab-internal-api/validator';
import type { Ask, Body, Presented } from './ask.ts';
import { credentialHeader, credentialParameter } from './credentials.ts';
import { formPairs } from './parameters.ts';

/** A request as it is sent; the target begins with `/api`. */
export interface Message {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const boundary = 'gitlab-internal-api-verify-boundary';

/** Builds a request with the values of its credentials, in the order in which the request presents them. */
export function messageOf({ method, path, query, body, presents }: Ask, values: readonly string[]): Message {
  const parameters = presents.flatMap(({ scheme }, index): [string, string][] => {
    const isHeader = credentialHeader(scheme, '') !== undefined;
    return isHeader ? [] : [[credentialParameter(scheme), values[index] ?? '']];
  });
  const secrets = Object.fromEntries(parameters);
  const takesSecrets = body !== undefined && 'value' in body && typeof body.value === 'object';
  const pairs = formPairs(takesSecrets ? query : { ...query, ...secrets });
  const search = new URLSearchParams(pairs).toString();
  const bytes = body
    ? bytesOf(takesSecrets ? { ...body, value: { ...body.value, ...secrets } } : body)
    : Buffer.alloc(0);
  return {
    method,
    target: search === '' ? path : `${path}?${search}`,
    headers: { ...(body && { 'Content-Type': contentType(body) }), ...headersOf(presents, values) },
    body: bytes,
  };
}

function headersOf(presents: readonly Presented[], values: readonly string[]): Record<string, string> {
  const headers = presents.map(({ scheme }, index) => credentialHeader(scheme, values[index] ?? ''));
  return Object.fromEntries(headers.filter((header) => header !== undefined));
}

function contentType({ mediaType }: Body): string {
  return mediaType === 'multipart/form-data' ? `${mediaType}; boundary=${boundary}` : mediaType;
}

function bytesOf(body: Body): Buffer {
  if ('text' in body) return Buffer.from(body.text);
  const { mediaType, value } = body;
  if (mediaType === 'application/x-www-form-urlencoded')
    return Buffer.from(new URLSearchParams(formPairs(value)).toString());
  if (mediaType !== 'multipart/form-data') return Buffer.from(JSON.stringify(value));
  const parts = formPairs(value).map(
    ([name, text]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
  );
  return Buffer.from(`${parts.join('')}--${boundary}--\r\n`);
}

/** Whether a request breaks the contract, its credentials aside. */
export async function isBroken(ask: Ask, traffic: RecordedTraffic): Promise<boolean> {
  const { method, target, headers, body } = messageOf({ ...ask, presents: [] }, []);
  const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const { requestViolations } = await traffic.check({ method, target, headers: lowerCase, body }, undefined);
  return requestViolations.length > 0;
}
