import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Har } from 'har-format';
import { describe, expect, test } from 'vitest';
import { folderWith, run } from '../command-under-test.ts';
import { exampleExchanges, ndjson } from './example-exchanges.test-support.ts';

const recordings = join(import.meta.dirname, '..', '..', 'test-data', 'recordings');

interface Told {
  readonly status: number | null;
  readonly findings: readonly string[];
  readonly problems: readonly string[];
  readonly recording: { readonly format: string; readonly exchanges: number; readonly others: number };
  readonly notChecked: Readonly<Record<string, number>>;
}

/** What is told of a recording, in short. */
async function check(content: string | Uint8Array, ...words: readonly string[]): Promise<Told> {
  const file = join(folderWith({}), 'recording');
  writeFileSync(file, content);
  const { status, stdout } = await run('check', file, '--format', 'json', ...words);
  const { findings, problems, recordings: told } = JSON.parse(stdout);
  const { format, exchanges, others, not_checked: notChecked } = told[0];
  return {
    status,
    findings: findings.map(({ code, pointer }: Record<string, string>) => `${code} ${pointer}`.trim()),
    problems: problems.map(({ at, message }: { at: { line: number; entry?: number }; message: string }) =>
      at.entry === undefined ? `${at.line}: ${message}` : `${at.line}, entry ${at.entry}: ${message}`,
    ),
    recording: { format, exchanges, others },
    notChecked,
  };
}

function shipped(name: string): Promise<Told> {
  return check(readFileSync(join(recordings, name), 'utf8'));
}

const har: Har = JSON.parse(readFileSync(join(recordings, 'traffic.har'), 'utf8'));
const [, checkEntry] = har.log.entries;
const [line] = exampleExchanges('15.6').filter(({ request }) => request.url.endsWith('/allowed'));

function harOf(...entries: unknown[]): string {
  return JSON.stringify({ log: { ...har.log, entries } });
}

describe('a HAR file', () => {
  test('is read in one line just as well', async () => {
    expect(await check(JSON.stringify(har))).toMatchObject({ recording: { format: 'har', exchanges: 5, others: 1 } });
  });

  test('that is cut off tells where, and what came before is checked', async () => {
    const text = JSON.stringify(har, null, 2);
    const told = await check(text.slice(0, -500));
    expect(told).toMatchObject({ status: 1, recording: { exchanges: 4 } });
    expect(told.problems).toEqual([
      expect.stringMatching(/^\d+, entry 6: the file ends too early, after 5 whole entries, at byte \d+$/),
    ]);
  });

  test('that is cut off within gzip tells so', async () => {
    const packed = gzipSync(harOf(...Array.from({ length: 2000 }, (_, index) => ({ ...checkEntry, time: index }))));
    const told = await check(packed.subarray(0, packed.length - 200));
    expect(told).toMatchObject({ status: 2, findings: [] });
    expect(told.problems).toEqual([expect.stringMatching(/the file ends too early.*unexpected end of file$/)]);
    expect(told.recording.exchanges).toBeGreaterThan(1000);
  });

  test('with an entry that is broken tells which, and goes on', async () => {
    const broken = harOf(checkEntry, checkEntry, checkEntry).replace('"time":12.5', '"time":nothing');
    expect(await check(broken)).toMatchObject({
      status: 2,
      problems: ['1, entry 1: the entry is not JSON'],
      recording: { exchanges: 2 },
    });
  });

  test('without entries is none', async () => {
    expect(await check('{"log":{"version":"1.2"}}')).toMatchObject({
      status: 2,
      problems: ['1: it is not a HAR file: log.entries is missing'],
    });
  });

  test('may have strings full of brackets and quotes', async () => {
    const comment = '"entries":[{"]}\\" \\\\';
    expect(await check(harOf({ ...checkEntry, comment }, checkEntry))).toMatchObject({
      status: 0,
      recording: { exchanges: 2 },
    });
  });

  test('may have forms as lists, bodies in Base64, and the headers of HTTP/2', async () => {
    const entry = structuredClone(har.log.entries[2]);
    if (!entry) throw new Error('the recording has changed');
    const parameters = { action: 'clone', protocol: 'ssh', project: 'a/b' };
    const request = {
      ...entry.request,
      headers: [{ name: ':method', value: 'POST' }, ...entry.request.headers].filter(
        ({ name }) => name !== 'Content-Type',
      ),
      postData: {
        mimeType: 'application/x-www-form-urlencoded',
        params: Object.entries(parameters).map(([name, value]) => ({ name, value })),
      },
    };
    const text = Buffer.from('{"status":"no"}').toString('base64');
    const content = { ...entry.response.content, text, encoding: 'base64' };
    const told = await check(harOf({ ...entry, request, response: { ...entry.response, content } }));
    expect(told.findings).toEqual(['missing-property /message', 'parameter-enum /action']);
  });

  test('without the bodies is checked as far as it goes', async () => {
    const [, , entry] = har.log.entries;
    const { postData: _, ...request } = entry?.request ?? {};
    const { text: __, ...content } = entry?.response.content ?? {};
    const told = await check(harOf({ ...entry, request, response: { ...entry?.response, content } }));
    expect(told).toMatchObject({ status: 0, findings: [], notChecked: { 'request bodies': 1, 'reply bodies': 1 } });
  });
});

describe('the URL of a request', () => {
  test.each([
    ['http://unix/api/v4/internal/check', [], 1],
    ['https://gitlab.example.com/gitlab/api/v4/internal/check', [], 1],
    ['/-/in/world-7/api/v4/internal/check', [], 1],
    ['/gitlab/-/in/world-7/api/v4/internal/check', [], 1],
    ['/gitlab/api/v4/internal/check', ['--relative-url-root', '/gitlab'], 1],
    ['/gitlab/-/in/world-7/api/v4/internal/check', ['--relative-url-root', 'gitlab/'], 1],
    ['/api/v4/internal/check', ['--relative-url-root', '/gitlab'], 0],
    ['/group/project/-/blob/main/api/README.md', [], 0],
  ])('%s %j', async (url, words, exchanges) => {
    const told = await check(ndjson([{ request: { method: 'GET', url } }]), ...words);
    expect(told).toMatchObject({ status: exchanges === 0 ? 3 : 0, recording: { exchanges } });
  });
});

describe('NDJSON', () => {
  test('says what is wrong with a line, and goes on', async () => {
    const told = await check(`${ndjson([line])}nonsense\n{"request":{"method":"GET"}}\n\n${ndjson([line])}`);
    expect(told).toMatchObject({ status: 2, recording: { format: 'ndjson', exchanges: 2 } });
    expect(told.problems).toEqual([
      '2: the line is not a JSON object',
      '3: the line is not an exchange: /request/url: request[url] is required',
    ]);
  });

  test('takes what is masked for a credential that nobody can check', async () => {
    const headers = { ...line?.request.headers, 'Gitlab-Shared-Secret': '[MASKED]' };
    const masked = { ...line, request: { ...line?.request, headers } };
    const named = {
      ...masked,
      request: { ...masked.request, body: { ...Object(line?.request.body), action: '[FILTERED]' } },
    };
    expect(await check(ndjson([masked, named]))).toMatchObject({ status: 0, findings: [] });
  });

  test("holds a token against the world's clock, where a line has one", async () => {
    const usage = exampleExchanges('15.6').find(({ request }) => request.url.endsWith('/usage_metrics'));
    const years = { ...usage, started_at: '2026-01-01T00:00:00.000Z' };
    expect((await check(ndjson([years]))).findings).toContain('expired-credential /Gitlab-Kas-Api-Request');
    expect((await check(ndjson([{ ...years, world_time: usage?.started_at }]))).findings).toEqual([]);
  });

  test('holds no reply against anybody that an injected fault made', async () => {
    const response = { status: 599, headers: { 'content-type': 'text/plain' }, body: 'oops' };
    expect(await check(ndjson([{ ...line, fault: 'outage', response }]))).toMatchObject({
      status: 0,
      notChecked: { 'replies of injected faults': 1 },
    });
  });
});

describe('a log', () => {
  test('of GitLab Shell has methods, URLs and statuses, and its other lines are passed over', async () => {
    expect(await shipped('gitlab-shell.log.jsonl')).toEqual({
      status: 1,
      findings: ['missing-parameter /key', 'undocumented-status'],
      problems: [],
      recording: { format: 'gitlab-shell', exchanges: 4, others: 1 },
      notChecked: {
        'credentials and request headers': 4,
        'reply headers': 3,
        'reply bodies': 3,
        'request bodies': 1,
        replies: 1,
      },
    });
  });

  test('of Rails has the parameters too', async () => {
    expect(await shipped('api_json.log.jsonl')).toMatchObject({
      status: 1,
      findings: ['parameter-type /counters/gitops_sync', 'parameter-enum /action', 'undocumented-path'],
      recording: { format: 'api-json', exchanges: 4, others: 0 },
    });
  });

  test('of Workhorse has the media types of replies too', async () => {
    expect(await shipped('workhorse.log.jsonl')).toMatchObject({
      status: 1,
      findings: ['parameter-pattern /key_id', 'reply-media-type /Content-Type'],
      recording: { format: 'workhorse', exchanges: 3, others: 2 },
    });
  });

  test('is read as the flag says, whatever it looks like', async () => {
    const log = readFileSync(join(recordings, 'workhorse.log.jsonl'), 'utf8');
    expect(await check(log, '--input-format', 'gitlab-shell')).toMatchObject({
      status: 3,
      recording: { format: 'gitlab-shell', exchanges: 0, others: 5 },
    });
  });
});
