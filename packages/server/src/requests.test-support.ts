import { SignJWT } from 'jose';
import { defaultWorld } from './world/default.ts';

/** Who a test calls as; each presents the credentials of the default world. */
export type Role = keyof typeof credentials;

/** What a test sends. */
export interface Sent {
  /** Who calls; without it no credential is presented. */
  readonly as?: Role;
  readonly headers?: Record<string, string>;
  /** A body as JSON (`application/scim+json` under SCIM). */
  readonly json?: unknown;
  /** A body as a form, ready encoded. */
  readonly form?: string;
  /** A body as it is; its type is left to `headers`. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** What a test gets back; the body is undefined where there is none. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Answer;
}

/** A reply of any operation, whose members a test looks at without knowing their types. */
export interface Answer {
  readonly [member: string]: Answer;
}

/** Sends one request: `call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', json: {…} })`. */
export async function call(
  stub: { readonly url: string },
  line: string,
  { as, headers, json, form, body }: Sent = {},
): Promise<Received> {
  const [method = 'GET', target = '/'] = line.split(' ');
  const mediaType =
    json !== undefined
      ? target.startsWith('/api/scim')
        ? 'application/scim+json'
        : 'application/json'
      : form !== undefined
        ? 'application/x-www-form-urlencoded'
        : undefined;
  const sent = body ?? form ?? (json === undefined ? undefined : JSON.stringify(json));
  const response = await fetch(`${stub.url}${target}`, {
    method,
    redirect: 'manual',
    headers: { ...(mediaType && { 'Content-Type': mediaType }), ...(as && (await credentials[as]())), ...headers },
    ...(sent !== undefined && { body: sent }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? undefined : parse(text)) as Answer,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const { secrets } = defaultWorld();

/** The secrets of the default world. */
export const shellSecret: string = secrets?.shell ?? '';

/** The kas secret of the default world, Base64 of 32 bytes. */
export const kasSecret: string = secrets?.kas ?? '';

/** A token of `kas` with these claims beside the issuer. */
export function kasJwt(claims: Record<string, unknown> = {}): Promise<string> {
  return new SignJWT({ iss: 'gitlab-kas', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(Buffer.from(kasSecret, 'base64'));
}

/** A token of GitLab Shell, which expires in a minute unless the claims say otherwise. */
export function shellJwt(claims: Record<string, unknown> = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iss: 'gitlab-shell', iat: now, exp: now + 60, ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(Buffer.from(shellSecret));
}

const credentials = {
  shell: async () => ({ 'Gitlab-Shared-Secret': Buffer.from(shellSecret).toString('base64') }),
  shellJwt: async () => ({ 'Gitlab-Shell-Api-Request': await shellJwt() }),
  kas: async () => ({ 'Gitlab-Kas-Api-Request': await kasJwt() }),
  agent: async () => ({ 'Gitlab-Kas-Api-Request': await kasJwt(), Authorization: 'Bearer agent-dev-token' }),
  admin: async () => ({ 'PRIVATE-TOKEN': 'admin-dev-token' }),
  owner: async () => ({ 'PRIVATE-TOKEN': 'owner-dev-token' }),
  developer: async () => ({ 'PRIVATE-TOKEN': 'developer-dev-token' }),
  scim: async () => ({ Authorization: 'Bearer scim-dev-token' }),
  errorTracking: async () => ({ 'Gitlab-Error-Tracking-Token': 'error-tracking-dev-token' }),
} satisfies Record<string, () => Promise<Record<string, string>>>;
