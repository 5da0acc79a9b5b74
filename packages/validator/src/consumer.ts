import type { OperationSummary } from '@gitlab-internal-api/contract';
import { firstOf, type Headers } from './credential.ts';
import { decodePart } from './json-web-token.ts';

/** Who sends a request, by the names of the contract; a request may give nothing away. */
export type Consumer =
  | 'gitlab-shell'
  | 'gitaly'
  | 'geo'
  | 'kas'
  | 'customers-dot'
  | 'opstrace'
  | 'scim-provider'
  | 'unknown';

/** Recognises who sends a request by what it says of itself, by its credential, and else by who alone calls the operation. */
export function consumerOf(headers: Headers, operation: OperationSummary | undefined): Consumer {
  return (
    byName(firstOf(headers['x-gitlab-client-name'])) ??
    byName(firstOf(headers['user-agent'])) ??
    byName(issuerOf(firstOf(headers['gitlab-shell-api-request']))) ??
    byName(issuerOf(firstOf(headers['gitlab-kas-api-request']))) ??
    byCredential(headers) ??
    onlyConsumer(operation) ??
    'unknown'
  );
}

/** GitLab Shell's Go library adds its own name a second time; Gitaly, which uses that library, puts its name in its place. */
const names: readonly (readonly [RegExp, Consumer])[] = [
  [/^gitaly\b/i, 'gitaly'],
  [/^gitlab-shell\b/i, 'gitlab-shell'],
  [/^gitlab-kas\b/i, 'kas'],
];

function byName(name: string | undefined): Consumer | undefined {
  return name === undefined ? undefined : names.find(([pattern]) => pattern.test(name))?.[1];
}

/** Nobody checks the token here: a name in a metric or a journal gives no right. */
function issuerOf(token: string | undefined): string | undefined {
  const payload = token?.split('.', 2)[1];
  // An error costs more than all else here.
  if (payload === undefined) return undefined;
  const claims = decodePart(payload);
  return claims && String(claims.iss);
}

function byCredential(headers: Headers): Consumer | undefined {
  const authorization = firstOf(headers.authorization);
  if (authorization !== undefined && /^GL-Geo /i.test(authorization)) return 'geo';
  if (headers['gitlab-kas-api-request'] !== undefined) return 'kas';
  if (headers['gitlab-error-tracking-token'] !== undefined) return 'opstrace';
  return headers['private-token'] === undefined ? undefined : 'customers-dot';
}

function onlyConsumer(operation: OperationSummary | undefined): Consumer | undefined {
  const consumers = operation?.consumers;
  return consumers?.length === 1 ? (consumers[0] as Consumer) : undefined;
}
