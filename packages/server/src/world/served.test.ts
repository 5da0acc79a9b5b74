import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedStub, startStub } from '../start-stub.ts';
import { brokenWorld } from './broken-world.test-support.ts';
import { requestsTo } from './everything-asked.test-support.ts';
import type { World } from './world.ts';
import { parseWorld, readWorldFile, WorldFileError } from './world-file.ts';

/** Everything that a world can say, but for what makes the instance refuse every request or every push. */
function open(): World {
  const world = readWorldFile(join(import.meta.dirname, 'everything.yaml'));
  const instance = {
    ...world.instance,
    maintenance: false,
    read_only: false,
    geo_secondary: null,
    protocols: undefined,
    features: undefined,
    group_saml: true,
  };
  const users = world.users?.map((user) => ({ ...user, password_expired: false }));
  const projects = world.projects?.map((project) => ({
    ...project,
    archived: false,
    read_only: false,
    repository: true,
  }));
  return JSON.parse(JSON.stringify({ ...world, instance, users, projects }));
}

// The first knows all operations but one, which the other one knows.
const versions = ['latest', '14.10'];
let stubs: StartedStub[];
beforeAll(async () => {
  stubs = await Promise.all(versions.map((gitlabVersion) => startStub({ gitlabVersion, world: open() })));
});
afterAll(() => Promise.all(stubs.map((stub) => stub.close())));

test('The world of this test answers every operation with success', async () => {
  const answers = (await Promise.all(stubs.map((stub) => answersOf(stub, open())))).flat();
  const operations = Map.groupBy(answers, ({ operation }) => operation);
  expect(operations.size).toBe(31);
  for (const [operation, list] of operations)
    expect(
      list.map(({ status }) => status),
      operation,
    ).toContainEqual(expect.toSatisfy(isSuccess));
});

test('Whatever the reader lets through is served without a defect', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(brokenWorld(open()), async (text) => {
      const world = read(text);
      fc.pre(world !== undefined);
      for (const stub of stubs) {
        await stub.reload(world);
        expect((await answersOf(stub, world)).filter(({ status }) => status === 500)).toEqual([]);
      }
    }),
    { numRuns: 30 },
  );
});

interface Answered {
  readonly operation: string;
  readonly line: string;
  readonly status: number;
}

async function answersOf(stub: StartedStub, world: World): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (const { operation, line, init } of await requestsTo(world)) {
    const [method = '', target = ''] = line.split(' ');
    const { status } = await fetch(`${stub.url}${target}`, { method, redirect: 'manual', ...init });
    answers.push({ operation, line, status });
  }
  return answers;
}

function isSuccess(status: number): boolean {
  return status < 300;
}

function read(text: string): World | undefined {
  try {
    return parseWorld(text, 'world.yaml');
  } catch (error) {
    if (error instanceof WorldFileError) return undefined;
    throw error;
  }
}
