import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { compareReleases, editions } from '@gitlab-internal-api/contract';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fillIn } from './placeholders.test-support.ts';
import { type StartedStub, startStub } from './start-stub.ts';

interface ClientRequest {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly since?: string;
  readonly until?: string;
  readonly handling?: 'lenient';
  readonly status: number;
  readonly answer?: unknown;
}

describe.each(['gitlab-shell', 'gitaly', 'kas'])('Requests exactly as %s sends them', (client) => {
  const file = join(import.meta.dirname, '..', 'test-data', 'client-requests', `${client}.yaml`);
  const { requests }: { requests: ClientRequest[] } = parse(readFileSync(file, 'utf8'));

  describe.each(editions)('to GitLab %s', (edition) => {
    const concerned = requests.filter(
      ({ since = edition, until = edition }) =>
        compareReleases(since, edition) <= 0 && compareReleases(edition, until) <= 0,
    );

    test.each(concerned)('$name', async ({ status, answer, handling, ...message }) => {
      await using stub = await startStub({ gitlabVersion: edition, ...(handling && { handling }) });
      const reply = await send(stub, message);
      expect(reply.status, reply.body).toBe(status);
      if (answer === undefined) return;
      const wanted = JSON.parse(await fillIn(JSON.stringify(answer), stub));
      const body = JSON.parse(reply.body);
      if (typeof wanted === 'object' && wanted !== null) expect(body).toMatchObject(wanted);
      else expect(body).toEqual(wanted);
    });
  });
});

/** Sends bytes and headers as they are; `fetch` would refuse `Connection` and a body with GET. */
async function send(
  stub: StartedStub,
  { method, path, headers, body = '' }: Omit<ClientRequest, 'status'>,
): Promise<{ status: number; body: string }> {
  const filled: Record<string, string> = JSON.parse(await fillIn(JSON.stringify(headers), stub));
  const target = new URL(await fillIn(path, stub), stub.url);
  const bytes = await fillIn(body, stub);
  const length: Record<string, string | number> =
    'Transfer-Encoding' in filled ? {} : { 'Content-Length': Buffer.byteLength(bytes) };
  return new Promise((resolve, reject) => {
    const sent = request(target, { method, headers: { ...length, ...filled } }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, body: text });
    });
    sent.on('error', reject);
    sent.end(bytes);
  });
}
