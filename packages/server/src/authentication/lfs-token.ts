import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { jose } from './jose.ts';

/** Signs a token for Git LFS that names an actor; its claims are those of `JSONWebToken::HMACToken`. */
export async function signLfsToken(actor: string, lifetime: number, clock: Clock, random: Random): Promise<string> {
  const { SignJWT } = await jose();
  const now = Math.floor(clock.now().getTime() / 1000);
  // GitLab signs with a key that nobody else knows, derived from the actor's password; no operation here takes the token back.
  const key = new TextEncoder().encode(random.hex(32));
  return new SignJWT({ data: { actor }, jti: random.uuid(), iat: now, nbf: now - 5, exp: now + lifetime })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(key);
}
