import type { Clock } from '../clock.ts';
import type { JwtExpectation } from './jwt.ts';
import { kasKey, shellKey } from './signing-keys.ts';

/** What a token of GitLab Shell or Gitaly has to fulfil. */
export function shellExpectation(secret: string, clock: Clock): JwtExpectation {
  return { key: shellKey(secret), issuer: 'gitlab-shell', refuseFutureIssue: true, clock };
}

/** What a token of `kas` has to fulfil. */
export function kasExpectation(secret: string, clock: Clock): JwtExpectation {
  return { key: kasKey(secret), issuer: 'gitlab-kas', refuseFutureIssue: false, clock };
}
