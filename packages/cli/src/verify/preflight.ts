import { isObject, type Json } from '@gitlab-internal-api/contract';
import { UserError } from '../user-error.ts';
import type { Presented } from './ask.ts';
import { credentialValue } from './credentials.ts';
import type { Facts } from './facts.ts';
import { type Message, messageOf } from './message.ts';
import { type Address, type Answer, ask } from './server-under-test.ts';

/** What a server says of itself before it is asked anything else. */
export interface Introduction {
  /** Whether it is the stub of this project. */
  readonly isStub: boolean;
  /** The release that it says it is; undefined where nothing lets in to ask. */
  readonly version: string | undefined;
  /** The scheme with which it let in. */
  readonly scheme: string | undefined;
}

/** Finds out whether a server is there, is a GitLab or a stub of one, and takes the secret. */
export async function introduce(address: Address, facts: Facts, now: Date): Promise<Introduction> {
  const name = nameOf(address);
  await refuseStrangers(address, name);
  return { isStub: await isStub(address), ...(await versionOf(address, name, facts, now)) };
}

/** How a server is called in a message. */
export function nameOf({ baseUrl, socket }: Address): string {
  return socket ?? baseUrl;
}

const check = '/api/v4/internal/check';

/** GitLab answers this without a credential with 401, and JSON; so does nobody who is something else. */
async function refuseStrangers(address: Address, name: string): Promise<void> {
  const reply = await ask(address, get(check));
  if ('reason' in reply) throw new UserError(`${name} does not answer: ${reply.reason}`);
  if (isObject(jsonOf(reply)) && (reply.status < 300 || reply.status === 401 || reply.status >= 500)) return;
  const type = reply.headers['content-type'] ?? 'nothing';
  throw new UserError(
    `${name} is no GitLab: GET ${check} answers ${reply.status} and ${type}, where GitLab answers 401 and JSON; is the base URL right, with its relative root?`,
  );
}

async function isStub(address: Address): Promise<boolean> {
  const { pathname, origin } = new URL(address.baseUrl);
  const root = `${origin}${pathname.replace(/\/-\/in\/[^/]+\/?$/, '').replace(/\/$/, '')}`;
  const reply = await ask({ ...address, baseUrl: root }, get('/-/control/openapi.json'));
  return !('reason' in reply) && reply.status === 200 && isObject(jsonOf(reply));
}

async function versionOf(
  address: Address,
  name: string,
  facts: Facts,
  now: Date,
): Promise<Pick<Introduction, 'version' | 'scheme'>> {
  if (facts.secrets.shell === undefined) return { version: undefined, scheme: undefined };
  const refused: string[] = [];
  // One of them counts in every release.
  for (const scheme of ['GitlabShellJwt', 'GitlabSharedSecret'] as const) {
    const presented: Presented = { scheme, proof: 'good' };
    const request = { ...question, presents: [presented] };
    const reply = await ask(address, messageOf(request, [await credentialValue(presented, facts, now)]));
    if ('reason' in reply) throw new UserError(`${name} does not answer: ${reply.reason}`);
    const body = jsonOf(reply);
    if (reply.status < 300 && isObject(body)) {
      const { gitlab_version: version } = body;
      return { version: typeof version === 'string' ? version : undefined, scheme };
    }
    refused.push(String(reply.status));
  }
  if (refused.every((status) => status === '401'))
    throw new UserError(
      `${name} does not take the secret of GitLab Shell: give the file that it has, --shell-secret-file FILE, or secrets.shell in --facts FILE`,
    );
  throw new UserError(`${name} answers GET ${check} with ${refused.join(' and ')}; it has to be up to be asked more`);
}

const question = {
  operation: undefined,
  name: '',
  method: 'GET',
  route: check,
  path: check,
  query: {},
  expects: { kind: 'success', statuses: [200] },
  writes: false,
} as const;

function get(target: string): Message {
  return { method: 'GET', target, headers: {}, body: Buffer.alloc(0) };
}

function jsonOf({ body }: Answer): Json | undefined {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
