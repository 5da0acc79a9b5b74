import { expect } from 'vitest';
import { call, kasSecret, type Sent, shellSecret } from '../requests.test-support.ts';
import { type StubOptions, startStub } from '../start-stub.ts';

/** What a request that asks why is told. */
export interface Told {
  readonly status: number;
  readonly explanation: string;
}

/** Sends a request that asks why; whatever it is told does not show what it presented. */
export async function explain(line: string, { headers, ...sent }: Sent, options: StubOptions = {}): Promise<Told> {
  await using stub = await startStub(options);
  const reply = await call(stub, line, { ...sent, headers: { ...headers, Prefer: 'explain' } });
  const explanation = reply.headers.get('Gitlab-Stub-Explain') ?? '';
  for (const value of [...Object.values(headers ?? {}), shellSecret, kasSecret])
    if (value.trim().length > 8) expect(explanation).not.toContain(value.trim());
  return { status: reply.status, explanation };
}

/** The reasons why the credential of a request is refused. */
export async function reasons(line: string, sent: Sent, options?: StubOptions): Promise<string> {
  const { status, explanation } = await explain(line, sent, options);
  expect(status).toBe(401);
  return /^credential is accepted: no \((.*)\)$/.exec(explanation)?.[1] ?? explanation;
}
