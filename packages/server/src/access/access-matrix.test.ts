import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, type Received } from '../requests.test-support.ts';
import { type StartedStub, startStub } from '../start-stub.ts';
import { openWorld } from '../world/shipped.ts';

/** A line of access-matrix.csv. */
interface Row {
  readonly line: number;
  readonly about: string;
  /** A username, `nobody` or `deploy key`. */
  readonly actor: string;
  /** Names the actor; where it is empty the username does. */
  readonly key: string;
  readonly protocol: string;
  readonly action: string;
  readonly project: string;
  /** `_any`, or refs with what happens to them: `update main + create tag v1.0 + delete topic`. */
  readonly changes: string;
  readonly status: string;
  /** What the person at the terminal reads; empty where the command is allowed. */
  readonly message: string;
}

const world = openWorld('access-matrix');
const usernames = new Set((world.users ?? []).map(({ username }) => username));
const rows = readRows(join(import.meta.dirname, '..', 'world', 'access-matrix.csv'));

let stub: StartedStub;
beforeAll(async () => {
  stub = await startStub({ world });
});
afterAll(() => stub.close());

// One server answers all rows in their order: those at the end read what those before them made.
describe.each([...Map.groupBy(rows, ({ about }) => about)])('%s:', (_about, cases) => {
  test.each(cases)('line $line, $actor $key $protocol $action $project $changes is $status $message', async (row) => {
    expect(answerOf(await ask(row), row)).toEqual(expectation(row));
  });
});

test('There are rows for each user and each project', () => {
  const missing = (names: Iterable<string>, column: 'actor' | 'project') =>
    [...names].filter((name) => !rows.some((row) => row[column] === name));
  expect(missing(usernames, 'actor')).toEqual([]);
  expect(
    missing(
      (world.projects ?? []).map(({ path }) => path),
      'project',
    ),
  ).toEqual([]);
});

function ask({ actor, key, protocol, action, project, changes }: Row): Promise<Received> {
  const named = actor === 'nobody' || actor === 'deploy key' ? {} : { username: actor };
  const json = { protocol, action, project, ...(key === '' ? named : { key_id: key }), ...changesOf(changes) };
  return call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', json });
}

/** What of a reply a row speaks about. */
function answerOf({ status, body }: Received, { message }: Row): object {
  const { gl_project_path, gl_username } = body;
  return message === '' ? { status, allowed: body.status, gl_project_path, gl_username } : { status, body };
}

function expectation({ status, message, project, actor }: Row): object {
  if (message !== '') return { status: Number(status), body: { status: false, message } };
  const gl_username = usernames.has(actor) ? actor : undefined;
  return { status: Number(status), allowed: true, gl_project_path: project, gl_username };
}

const nothing = '0'.repeat(40);
const before = 'a'.repeat(40);
const after = 'b'.repeat(40);
const sides: Readonly<Record<string, string>> = {
  create: `${nothing} ${after}`,
  update: `${before} ${after}`,
  delete: `${before} ${nothing}`,
};

function changesOf(changes: string): { changes?: string } {
  if (changes === '' || changes === '_any') return changes === '' ? {} : { changes };
  const lines = changes.split(' + ').map((change) => {
    const [verb = '', ...names] = change.split(' ');
    return `${sides[verb]} ${names[0] === 'tag' ? `refs/tags/${names[1]}` : `refs/heads/${names[0]}`}\n`;
  });
  return { changes: lines.join('') };
}

/** No text of GitLab's has a comma, so that the file needs no quotes. */
function readRows(file: string): Row[] {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((text, index) => {
    const values = text.split(',');
    if (values.length !== names.length) throw new Error(`${file}:${index + 2}: ${names.length} values are needed`);
    return { line: index + 2, ...Object.fromEntries(names.map((name, column) => [name, values[column]])) } as Row;
  });
}
