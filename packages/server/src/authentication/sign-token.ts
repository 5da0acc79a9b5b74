import { jose } from './jose.ts';
import { kasKey, shellKey } from './signing-keys.ts';

/** When a token is made, and for how many seconds it is good. */
export interface Validity {
  readonly now: Date;
  readonly lifetime: number;
}

/** A token as GitLab Shell and Gitaly make it of the secret in their file. */
export function signShellToken(secret: string, { now, lifetime }: Validity): Promise<string> {
  const iat = seconds(now);
  return sign({ iss: 'gitlab-shell', iat, exp: iat + lifetime }, shellKey(secret));
}

/** A token as `kas` makes it of the secret in its file; it dates it back by five seconds. */
export function signKasToken(secret: string, { now, lifetime }: Validity): Promise<string> {
  const iat = seconds(now);
  return sign({ iss: 'gitlab-kas', aud: ['gitlab'], iat, nbf: iat - 5, exp: iat + lifetime }, kasKey(secret));
}

async function sign(claims: Record<string, string | number | string[]>, key: Uint8Array): Promise<string> {
  const { SignJWT } = await jose();
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key);
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
