import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import packageJson from '../../package.json' with { type: 'json' };
import { systemProblem } from '../user-error.ts';
import type { Message } from './message.ts';

/** Where a server listens. */
export interface Address {
  /** Up to what stands before `/api`. */
  readonly baseUrl: string;
  readonly socket?: string | undefined;
}

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** GitLab itself gives up after a minute. */
const timeout = 60_000;

/** Replies of this API are small; one without an end must not fill the memory. */
const largest = 16 * 1024 * 1024;

/** Sends one request over a connection of its own; the reason says why there is no reply. */
export function ask(address: Address, message: Message): Promise<Answer | { readonly reason: string }> {
  const { baseUrl, socket } = address;
  const { method, target, headers, body } = message;
  const url = new URL(baseUrl);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ reason: reasonOf(error) });
    const request = send(
      url,
      {
        method,
        path: `${url.pathname.replace(/\/$/, '')}${target}`,
        agent: false,
        signal: AbortSignal.timeout(timeout),
        headers: { ...standing, ...headers, ...(hasBody(message) && { 'Content-Length': body.length }) },
        ...(socket !== undefined && { socketPath: socket }),
      },
      (response) => read(response).then(resolve, fail),
    );
    request.on('error', fail);
    request.end(body.length > 0 ? body : undefined);
  });
}

const standing = { 'User-Agent': `gitlab-internal-api-verify/${packageJson.version}`, Accept: '*/*' };

/** A method that may have a body says so also where it is empty. */
function hasBody({ method, body }: Message): boolean {
  return body.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method);
}

async function read(response: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response) {
    parts.push(part);
    length += part.length;
    if (length > largest) throw new Error(`the reply is longer than ${largest} bytes`);
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) };
}

const untrusted = 'its certificate is not trusted; the variable NODE_EXTRA_CA_CERTS names a file of those that are';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'there is no such host',
  ECONNRESET: 'the connection was cut',
  ENOENT: 'there is no such socket',
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
};

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return `no reply within ${timeout / 1000} s`;
  return reasons[error.code ?? ''] ?? (error.code?.startsWith('E') ? systemProblem(error) : error.message);
}
