import type { ServerResponse } from 'node:http';
import type { Reply } from '@gitlab-internal-api/validator';

/** What the proxy says of an upstream that does not answer: GitLab's clients show their users the `message`. */
export const badGateway: Reply = { status: 502, body: { message: '502 Bad Gateway' } };

/** The upstream has taken too long. */
export const gatewayTimeout: Reply = { status: 504, body: { message: '504 Gateway Timeout' } };

/** Sends a reply of the proxy's own, in JSON. What a client still sends is nobody's any more: the connection ends. */
export function sendOwn(response: ServerResponse, { status, headers, body }: Reply, remarks = ''): Buffer {
  const bytes = Buffer.from(JSON.stringify(body ?? null));
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': bytes.length,
    ...(remarks !== '' && { 'Gitlab-Proxy-Findings': remarks }),
    ...(!response.req.complete && { Connection: 'close' }),
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
  return bytes;
}
