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
  /** The name, in lower case, and the value of the header that carries it, made afresh for each attempt. */
  readonly header: () => Promise<readonly [name: string, value: string]>;
}

/** A secret, or a function that fetches it before each attempt. */
export type Secret = string | (() => string | Promise<string>);

/** Tells the time that a token claims; another one than the computer's serves tests. */
export type Now = () => Date;

/** A credential that is missing, or that cannot be made of its secret; nothing was sent. */
export class CredentialError extends Error {
  override name = 'CredentialError';
}

/** The secret that GitLab shares with GitLab Shell and Gitaly, as its file has it. */
export function sharedSecret(secret: Secret): Credential {
  return credential('sharedSecret', 'gitlab-shared-secret', secret, (text) => btoa(binary(text)));
}

/** A token signed with the secret of GitLab Shell, good for a minute; GitLab takes it since 15.3. */
export function shellJwt(secret: Secret, now: Now = computerTime): Credential {
  return credential('shellJwt', 'gitlab-shell-api-request', secret, (text) => {
    const iat = seconds(now());
    return sign({ iss: 'gitlab-shell', iat, exp: iat + 60 }, new TextEncoder().encode(text.trim()));
  });
}

/** A token signed with the secret of the agent server, which its file holds as the Base64 of 32 bytes; good for half a minute. */
export function kasJwt(base64Secret: Secret, now: Now = computerTime): Credential {
  return credential('kasJwt', 'gitlab-kas-api-request', base64Secret, (text) => {
    const iat = seconds(now());
    return sign({ iss: 'gitlab-kas', aud: ['gitlab'], iat, nbf: iat - 5, exp: iat + 30 }, kasKey(text));
  });
}

/** The token of an agent in a cluster, which the agent server passes on. */
export function agentToken(token: Secret): Credential {
  return credential('agentToken', 'authorization', token, bearer);
}

/** A personal access token, as CustomersDot sends one. */
export function privateToken(token: Secret): Credential {
  return credential('privateToken', 'private-token', token, plain);
}

/** The SCIM token of a group. */
export function scimToken(token: Secret): Credential {
  return credential('scimToken', 'authorization', token, bearer);
}

/** The token of the error tracking service. */
export function errorTrackingToken(token: Secret): Credential {
  return credential('errorTrackingToken', 'gitlab-error-tracking-token', token, plain);
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
      const text = await read(name, secret);
      if (text.trim() === '') throw new CredentialError(`${name} is empty`);
      const value = await encode(text);
      // fetch would refuse it too, with the secret in its message.
      if (!/^[ -~]+$/.test(value)) throw new CredentialError(`${name} holds a character that no header can carry`);
      return [header, value];
    },
  };
}

async function read(name: CredentialName, secret: Secret): Promise<string> {
  if (typeof secret === 'string') return secret;
  try {
    return await secret();
  } catch (cause) {
    throw new CredentialError(`${name} cannot be read: ${cause}`, { cause });
  }
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
  let text = '';
  try {
    text = atob(base64);
  } catch {
    // Said below.
  }
  if (text.length !== 32) throw new CredentialError('kasJwt is not the Base64 of 32 bytes');
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The text's bytes in UTF-8, each as a character. */
function binary(text: string): string {
  return encodeURIComponent(text).replace(/%(..)/g, (_, byte) => String.fromCharCode(Number.parseInt(byte, 16)));
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

function computerTime(): Date {
  return new Date();
}
