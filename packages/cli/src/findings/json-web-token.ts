import type { JsonObject } from '@gitlab-internal-api/contract';
import { isSignedWith, type TokenText, takeApart } from '@gitlab-internal-api/validator';
import type { FindingCode } from './catalogue.ts';

/** Seconds by which GitLab lets clocks differ. */
const leeway = 60;

/** What a token has to fulfil; without a time or a key, that part of it is not checked. */
export interface TokenExpectation {
  readonly issuer: string;
  readonly time: Date | undefined;
  readonly key: Buffer | undefined;
  /** GitLab refuses what GitLab Shell issued in the future, and does not look at that of kas. */
  readonly refusesFutureIssue: boolean;
}

/** What is wrong with a credential. */
export interface CredentialProblem {
  readonly code: FindingCode;
  readonly sentence: string;
}

/** Finds everything that is wrong with a JSON Web Token. */
export function tokenProblems(text: string, expected: TokenExpectation): CredentialProblem[] {
  const token = takeApart(text.trim());
  if (!token) return [{ code: 'malformed-credential', sentence: 'it is not a JSON Web Token' }];
  const { alg } = token.header;
  if (alg !== 'HS256') {
    const sentence = `it is signed with ${JSON.stringify(alg)}, and only HS256 is accepted`;
    return [{ code: 'malformed-credential', sentence }];
  }
  return [...claimProblems(token.claims, expected), ...signatureProblems(token, expected.key)];
}

function claimProblems(
  claims: JsonObject,
  { issuer, time, refusesFutureIssue }: TokenExpectation,
): CredentialProblem[] {
  const problems: CredentialProblem[] = [];
  if (claims.iss !== issuer) {
    const sentence = `its issuer is ${JSON.stringify(claims.iss) ?? 'missing'} and not ${JSON.stringify(issuer)}`;
    problems.push({ code: 'wrong-issuer', sentence: sentence.slice(0, 200) });
  }
  const odd = ['exp', 'nbf', 'iat'].filter((name) => claims[name] !== undefined && typeof claims[name] !== 'number');
  if (odd.length > 0)
    problems.push({ code: 'malformed-credential', sentence: `${odd.join(' and ')} must be seconds since 1970` });
  if (time) problems.push(...timeProblems(claims, time.getTime() / 1000, refusesFutureIssue));
  return problems;
}

function timeProblems({ exp, nbf, iat }: JsonObject, now: number, refusesFutureIssue: boolean): CredentialProblem[] {
  const problems: CredentialProblem[] = [];
  if (typeof exp === 'number' && now - exp > leeway)
    problems.push({ code: 'expired-credential', sentence: `it had expired ${seconds(now - exp)} before` });
  if (typeof nbf === 'number' && nbf - now > leeway)
    problems.push({ code: 'early-credential', sentence: `it was valid only ${seconds(nbf - now)} later` });
  if (refusesFutureIssue && typeof iat === 'number' && iat - now > leeway)
    problems.push({ code: 'early-credential', sentence: `it was issued ${seconds(iat - now)} later` });
  return problems;
}

function seconds(count: number): string {
  return `${Math.round(count)} s`;
}

function signatureProblems(token: TokenText, key: Buffer | undefined): CredentialProblem[] {
  if (!key || isSignedWith(key, token)) return [];
  return [{ code: 'wrong-secret', sentence: 'it is signed with another secret than that of the file' }];
}
