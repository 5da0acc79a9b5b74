import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { Clock } from '../clock.ts';

/** Seconds by which clocks may differ. */
const leeway = 60;

/** What a token has to fulfil. */
export interface JwtExpectation {
  readonly key: Uint8Array;
  readonly issuer: string;
  /** Whether a token issued in the future is refused, as GitLab does for GitLab Shell. */
  readonly refuseFutureIssue: boolean;
  readonly clock: Clock;
}

/** Why a token is not accepted, for the log; undefined when it is. GitLab takes HS256 and nothing else. */
export async function jwtRefusal(
  token: string,
  { key, issuer, refuseFutureIssue, clock }: JwtExpectation,
): Promise<string | undefined> {
  const now = clock.now();
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer,
      clockTolerance: leeway,
      currentDate: now,
    });
    const ahead = (payload.iat ?? 0) - now.getTime() / 1000;
    return refuseFutureIssue && ahead > leeway ? `issued ${Math.round(ahead)} s in the future` : undefined;
  } catch (error) {
    return explain(token, error, issuer, now);
  }
}

function explain(token: string, error: unknown, issuer: string, now: Date): string {
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'signed with another secret; does the file end in a newline that the other side keeps?';
  if (error instanceof errors.JOSEAlgNotAllowed)
    return `algorithm ${decodeProtectedHeader(token).alg} is not allowed, only HS256`;
  if (error instanceof errors.JWTExpired)
    return `expired ${Math.round(now.getTime() / 1000 - (decodeJwt(token).exp ?? 0))} s ago`;
  if (!(error instanceof errors.JWTClaimValidationFailed)) return 'not a JSON Web Token';
  if (error.claim === 'iss') return `issuer is ${JSON.stringify(decodeJwt(token).iss)}, not "${issuer}"`;
  if (error.claim === 'nbf') return `not valid before ${decodeJwt(token).nbf}`;
  return error.message;
}
