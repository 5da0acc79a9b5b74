import type { Clock } from '../clock.ts';
import { jose } from './jose.ts';

/** Seconds by which clocks may differ. */
export const leeway = 60;

/** What a token has to fulfil. */
export interface JwtExpectation {
  readonly key: Uint8Array;
  readonly issuer: string;
  /** Whether a token issued in the future is refused, as GitLab does for GitLab Shell. */
  readonly refuseFutureIssue: boolean;
  readonly clock: Clock;
}

/** Why a token is not accepted, in few words; undefined when it is. GitLab takes HS256 and nothing else. */
export async function jwtRefusal(
  token: string,
  { key, issuer, refuseFutureIssue, clock }: JwtExpectation,
): Promise<string | undefined> {
  const now = clock.now();
  const { jwtVerify } = await jose();
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer,
      clockTolerance: leeway,
      currentDate: now,
    });
    const isAhead = (payload.iat ?? 0) - now.getTime() / 1000 > leeway;
    return refuseFutureIssue && isAhead ? 'issued in the future' : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'not a JSON Web Token';
  }
}
