import { SignJWT } from 'jose';

/** A credential goes by the name of the function that makes it. */
export type CredentialName =
  | 'sharedSecret'
  | 'shellJwt'
  | 'kasJwt'
  | 'agentToken'
  | 'privateToken'
  | 'scimToken'
  | 'errorTrackingToken';

/** Proves to GitLab who is asking. */
export interface Credential {
  readonly name: CredentialName;
  /** The name and the value of the header that carries it, made afresh for each request. */
  readonly header: () => Promise<readonly [name: string, value: string]>;
}

/** A secret, or a function that fetches it before each request. */
export type Secret = string | (() => string | Promise<string>);

/** Tells the time that a token claims; another one than the computer's serves tests. */
export type Now = () => Date;

/** A credential that is missing, or that cannot be made of its secret; nothing was sent. */
export class CredentialError extends Error {
  override name = 'CredentialError';
}

/** The secret that GitLab shares with GitLab Shell and Gitaly, as its file has it. */
export function sharedSecret(secret: Secret): Credential {
  return credential('sharedSecret', 'Gitlab-Shared-Secret', secret, (text) =>
    btoa(binary(new TextEncoder().encode(text))),
  );
}

/** A token signed with the secret of GitLab Shell, good for a minute; GitLab takes it since 15.3. */
export function shellJwt(secret: Secret, now: Now = computerTime): Credential {
  return credential('shellJwt', 'Gitlab-Shell-Api-Request', secret, (text) => {
    const iat = seconds(now());
    return sign({ iss: 'gitlab-shell', iat, exp: iat + 60 }, new TextEncoder().encode(text.trim()));
  });
}

/** A token signed with the secret of the agent server, which its file holds as the Base64 of 32 bytes; good for half a minute. */
export function kasJwt(base64Secret: Secret, now: Now = computerTime): Credential {
  return credential('kasJwt', 'Gitlab-Kas-Api-Request', base64Secret, (text) => {
    const iat = seconds(now());
    return sign({ iss: 'gitlab-kas', aud: ['gitlab'], iat, nbf: iat - 5, exp: iat + 30 }, kasKey(text));
  });
}

/** The token of an agent in a cluster, which the agent server passes on. */
export function agentToken(token: Secret): Credential {
  return credential('agentToken', 'Authorization', token, bearer);
}

/** A personal access token, as CustomersDot sends one. */
export function privateToken(token: Secret): Credential {
  return credential('privateToken', 'PRIVATE-TOKEN', token, plain);
}

/** The SCIM token of a group. */
export function scimToken(token: Secret): Credential {
  return credential('scimToken', 'Authorization', token, bearer);
}

/** The token of the error tracking service. */
export function errorTrackingToken(token: Secret): Credential {
  return credential('errorTrackingToken', 'Gitlab-Error-Tracking-Token', token, plain);
}

function credential(
  name: CredentialName,
  header: string,
  secret: Secret,
  encode: (text: string) => string | Promise<string>,
): Credential {
  return {
    name,
    header: async () => {
      const text = typeof secret === 'function' ? await secret() : secret;
      if (text.trim() === '') throw new CredentialError(`${name} is empty`);
      const value = await encode(text);
      // fetch would refuse it too, with the secret in its message.
      if (!/^[ -~]+$/.test(value)) throw new CredentialError(`${name} holds a character that no header can carry`);
      return [header, value];
    },
  };
}

/** Files end in a newline, tokens do not. */
function plain(token: string): string {
  return token.trim();
}

function bearer(token: string): string {
  return `Bearer ${plain(token)}`;
}

function sign(
  claims: { iss: string; iat: number; exp: number; nbf?: number; aud?: string[] },
  key: Uint8Array,
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key);
}

function kasKey(base64: string): Uint8Array {
  const key = decodeBase64(base64);
  if (key?.length !== 32) throw new CredentialError('the secret of kasJwt is not the Base64 of 32 bytes');
  return key;
}

function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function binary(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

function computerTime(): Date {
  return new Date();
}
