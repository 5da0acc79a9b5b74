import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { editions } from '@gitlab-internal-api/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fillIn } from './placeholders.test-support.ts';
import { type StartedStub, startStub } from './start-stub.ts';

interface Documented {
  readonly operation: string;
  readonly heading: string;
  readonly curl: string;
  readonly status: number;
  /** What the documentation shows as the answer; null where it shows none, absent where there is none. */
  readonly answer?: unknown;
}

// The document's order, one after the other: a request may read what an earlier one wrote.
describe.each(editions)("Every curl command of GitLab's documentation of release %s", (edition) => {
  const file = join(import.meta.dirname, '..', 'test-data', 'documented-requests', `${edition}.yaml`);
  const requests: Documented[] = parse(readFileSync(file, 'utf8'));
  let stub: StartedStub;

  beforeAll(async () => {
    stub = await startStub({ gitlabVersion: edition });
  });

  afterAll(() => stub.close());

  test.each(requests)('$operation ($heading) answers as documented', async ({ curl, status, answer }) => {
    const reply = await run(await fillIn(curl, stub));
    expect(reply.status, reply.body).toBe(status);
    if (answer === undefined) expect(reply.body).toBe('');
    else if (answer !== null) expect(differences(JSON.parse(reply.body), answer, 'answer')).toEqual([]);
  });
});

async function run(command: string): Promise<{ status: number; body: string }> {
  const withStatus = command.replace(/^curl /, "curl --silent --write-out '\\n%{http_code}' ");
  const { stdout } = await promisify(execFile)('bash', ['-c', withStatus]);
  const end = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) };
}

/**
 * Where an answer lacks a documented field or has another type there. The values are examples; a field that may be null may
 * be so in either, and of a list the first element stands for all. The contract decides which may: every reply was held to it.
 */
function differences(value: unknown, documented: unknown, place: string): string[] {
  if (value === undefined) return [`${place} is missing`];
  if (documented === null || value === null) return [];
  if (Array.isArray(documented)) {
    if (!Array.isArray(value)) return [`${place} is no list`];
    return documented.length > 0 && value.length > 0 ? differences(value[0], documented[0], `${place}[0]`) : [];
  }
  if (typeof value !== typeof documented) return [`${place} is a ${typeof value}, not a ${typeof documented}`];
  if (typeof documented !== 'object') return [];
  return Object.entries(documented).flatMap(([name, member]) =>
    differences((value as Record<string, unknown>)[name], member, `${place}.${name}`),
  );
}
