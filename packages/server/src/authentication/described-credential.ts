import type { JsonObject } from '@gitlab-internal-api/contract';
import { takeApart } from '@gitlab-internal-api/validator';
import type { Evidence } from './evidence.ts';
import { knownCredential } from './known-credential.ts';
import { isOfGeo } from './near-miss.ts';
import { span } from './span.ts';

/** What a text is, in words that do not show it. */
export async function described(value: string, evidence: Evidence): Promise<string> {
  const token = takeApart(value.trim());
  if (token) return tokenText(token, evidence.clock.now());
  if (isOfGeo(value)) return 'the credential of a Geo node (GL-Geo)';
  return (
    (await knownCredential(value, evidence)) ??
    `a text of ${value.length} characters that is no credential of this world`
  );
}

function tokenText({ header, claims }: { header: JsonObject; claims: JsonObject }, now: Date): string {
  const { iss, iat, exp, nbf } = claims;
  const seconds = now.getTime() / 1000;
  const parts = [
    `a JSON Web Token (${brief(header.alg)})`,
    iss === undefined ? 'without an issuer' : `by ${brief(iss)}`,
    ...(typeof iat === 'number' ? [`issued ${instant(iat)}`] : []),
    ...(typeof nbf === 'number' && nbf > seconds ? [`valid in ${span(nbf - seconds)}`] : []),
    typeof exp === 'number' ? expiry(exp - seconds) : 'never expires',
  ];
  return parts.join(', ');
}

function expiry(left: number): string {
  return left > 0 ? `expires in ${span(left)}` : `expired ${span(-left)} ago`;
}

function instant(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? 'at no time' : date.toISOString();
}

/** A claim as a person reads it, of whatever type its sender made it. */
function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none');
  return text.replaceAll(/[^ -~]+/g, (other) => encodeURIComponent(other.toWellFormed())).slice(0, 60);
}
