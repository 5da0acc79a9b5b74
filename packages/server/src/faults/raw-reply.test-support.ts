import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { request as askSecurely, type RequestOptions } from 'node:https';
import { shellSecret } from '../listening/ask.test-support.ts';

/** What came over the wire, as far as it came. */
export interface RawReply {
  readonly status?: number | undefined;
  readonly headers?: IncomingHttpHeaders;
  readonly body: string;
  /** The system's word for how the connection ended, where it ended too early. */
  readonly broken?: string | undefined;
}

/** Sends GitLab Shell's request to a path over a connection of its own. */
export function shellAsks(url: string, path: string, options: RequestOptions = {}): Promise<RawReply> {
  const { headers, ...rest } = options;
  const send = url.startsWith('https:') ? askSecurely : ask;
  return new Promise((resolve) => {
    const all = { agent: false as const, headers: { ...shellSecret, ...headers }, ...rest };
    const request = send(`${url}${path}`, all, (response) => {
      let body = '';
      const { statusCode: status, headers: received } = response;
      const done = (error?: NodeJS.ErrnoException) =>
        resolve({ status, headers: received, body, broken: response.complete ? undefined : (error?.code ?? 'cut') });
      response.setEncoding('utf8').on('data', (text) => {
        body += text;
      });
      response.on('end', () => done()).on('error', done);
    });
    request.on('error', (error: NodeJS.ErrnoException) => resolve({ body: '', broken: error.code })).end();
  });
}
