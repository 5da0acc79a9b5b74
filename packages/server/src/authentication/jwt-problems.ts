import type { JsonObject } from '@gitlab-internal-api/contract';
import { isSignedWith, type TokenText } from '@gitlab-internal-api/validator';
import type { Clock } from '../clock.ts';
import { type JwtExpectation, leeway } from './jwt.ts';
import type { MistakenKey } from './signing-keys.ts';
import { span } from './span.ts';

/** What a refused token was to fulfil, and with what else it may have been signed. */
export interface Diagnosis extends JwtExpectation {
  readonly mistaken: readonly MistakenKey[];
  /** The header in which the token came. */
  readonly header: string;
}

/** Everything that is wrong with a token, a sentence each; whether it is accepted was decided before. */
export function jwtProblems(token: TokenText, diagnosis: Diagnosis): string[] {
  const problems = [
    algorithmProblem(token, diagnosis),
    issuerProblem(token.claims, diagnosis),
    ...timeProblems(token.claims, diagnosis),
  ];
  return problems.filter((problem) => problem !== undefined);
}

/** Another algorithm's signature says nothing about the secret. */
function algorithmProblem(token: TokenText, { key, mistaken }: Diagnosis): string | undefined {
  const { alg } = token.header;
  if (alg !== 'HS256') return `algorithm ${shown(alg)} is not allowed, only "HS256"`;
  if (isSignedWith(key, token)) return undefined;
  const found = mistaken.find((candidate) => isSignedWith(candidate.key, token));
  return found?.remark ?? 'signed with another secret';
}

const headersOfIssuers: Readonly<Record<string, string>> = {
  'gitlab-shell': 'Gitlab-Shell-Api-Request',
  'gitlab-kas': 'Gitlab-Kas-Api-Request',
};

function issuerProblem({ iss }: JsonObject, { issuer, header }: Diagnosis): string | undefined {
  if (iss === issuer) return undefined;
  if (iss === undefined) return `the claim iss is missing; it has to be "${issuer}"`;
  const other = typeof iss === 'string' && Object.hasOwn(headersOfIssuers, iss) ? headersOfIssuers[iss] : undefined;
  const hint = other && other !== header ? `; tokens of that issuer belong into ${other}` : '';
  return `issuer is ${shown(iss)}, not "${issuer}"${hint}`;
}

function timeProblems({ exp, nbf, iat }: JsonObject, { clock, refuseFutureIssue }: Diagnosis): (string | undefined)[] {
  const now = clock.now().getTime() / 1000;
  const shownClock = clockRemark(clock);
  const malformed = Object.entries({ exp, nbf, iat }).flatMap(([name, value]) =>
    value === undefined || typeof value === 'number' ? [] : [`the claim ${name} is not a number of seconds since 1970`],
  );
  const ahead = (value: unknown) => (typeof value === 'number' && value - now > leeway ? value - now : undefined);
  const [early, future] = [ahead(nbf), refuseFutureIssue ? ahead(iat) : undefined];
  return [
    ...malformed,
    typeof exp === 'number' && exp <= Math.floor(now) - leeway
      ? `expired ${span(now - exp)} ago; clocks may differ by ${leeway} s${shownClock}`
      : undefined,
    early === undefined ? undefined : `not yet valid, only in ${span(early)}; do the clocks differ?${shownClock}`,
    future === undefined ? undefined : `issued ${span(future)} in the future; do the clocks differ?${shownClock}`,
  ];
}

/** Worth a word where the clock of the world was set. */
function clockRemark(clock: Clock): string {
  const now = clock.now();
  const differs = Math.abs(now.getTime() - Date.now()) > 5000;
  return differs ? ` (the clock of this world shows ${now.toISOString()})` : '';
}

/** A claim as its sender wrote it, shortened. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'none';
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
