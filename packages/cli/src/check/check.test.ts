import { appendFileSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { editions } from '@gitlab-internal-api/contract';
import { describe, expect, test } from 'vitest';
import { folderWith, run, serve, start } from '../command-under-test.ts';
import { defects } from '../findings/defects.test-support.ts';
import { exampleExchanges, ndjson } from '../recordings/example-exchanges.test-support.ts';

const testData = join(import.meta.dirname, '..', '..', 'test-data');

const clean = exampleExchanges('15.6').filter(({ request }) => request.url.startsWith('/api/v4/internal/check'));

/** The exchange with a defect of a kind. */
function spoilt(code: string): unknown {
  return defects.find((defect) => defect.code === code)?.line;
}

function recordingOf(...lines: readonly unknown[]): string {
  return join(folderWith({ 'traffic.ndjson': ndjson(lines) }), 'traffic.ndjson');
}

describe('check', () => {
  test.each(editions)('finds no error in any example of the contract of %s', async (edition) => {
    const file = recordingOf(...exampleExchanges(edition));
    const { status, stdout } = await run('check', file, '--gitlab-version', edition, '--format', 'json');
    const codes = JSON.parse(stdout).findings.map(({ code }: { code: string }) => code);
    expect({ status, other: codes.filter((code: string) => !code.startsWith('deprecated-')) }).toEqual({
      status: 0,
      other: [],
    });
  });

  test('tells a person what is wrong, within 80 columns and without colours where nobody looks', async () => {
    const { child, ended } = start(['check', '-']);
    child.stdin?.end(readFileSync(join(testData, 'recordings', 'traffic.har')));
    const { status, stdout } = await ended;
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: readFileSync(join(testData, 'reports', 'traffic.txt'), 'utf8'),
    });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout).not.toContain('\u001B');
  });

  test('writes no value that was sent into any report', async () => {
    const file = join(testData, 'recordings', 'traffic.har');
    const folder = folderWith({});
    const formats = ['text', 'json', 'junit', 'sarif', 'codequality', 'github'];
    const targets = formats.flatMap((format) => ['--format', `${format}=${join(folder, format)}`]);
    const { stdout } = await run('check', file, ...targets, '--html', join(folder, 'html'));
    const reports = [...formats, 'html'].map((format) => readFileSync(join(folder, format), 'utf8'));
    expect(stdout).toBe('');
    for (const secret of ['do-not-print-me', 'YS1zZWNyZXQ', 'dXNlcjpwYXNz', 'git-uplod-pack'])
      expect(reports.filter((report) => report.includes(secret))).toEqual([]);
    expect(reports.filter((report) => report.includes('parameter-enum'))).toHaveLength(7);
  });

  test('reads standard input', async () => {
    const { child, ended } = start(['check', '-']);
    child.stdin?.end(ndjson(clean));
    expect(await ended).toMatchObject({ status: 0, stdout: expect.stringContaining('standard input (ndjson)') });
  });

  test("reads what the stub's journal exports, as NDJSON and as HAR", async () => {
    const { url } = await serve();
    const headers = { 'Gitlab-Shared-Secret': Buffer.from('gitlab-shell-dev-secret').toString('base64') };
    await fetch(`${url}/api/v4/internal/check`, { headers });
    await fetch(`${url}/api/v4/internal/discover?key_id=eleven`, { headers });
    const codes = [];
    for (const [path, Accept] of [
      ['journal', 'application/x-ndjson'],
      ['journal.har', '*/*'],
    ] as const) {
      const journal = await fetch(`${url}/-/worlds/default/${path}`, { headers: { Accept } });
      const file = join(folderWith({ [path]: await journal.text() }), path);
      const { recordings, findings } = JSON.parse((await run('check', file, '--format', 'json')).stdout);
      codes.push([recordings[0].format, recordings[0].exchanges, findings.map(({ code }: { code: string }) => code)]);
    }
    expect(codes).toEqual([
      ['ndjson', 2, ['parameter-pattern']],
      ['har', 2, ['parameter-pattern']],
    ]);
  });

  test('reads a recording that is larger than the memory it may use', async () => {
    const folder = folderWith({ 'large.ndjson': '' });
    const part = ndjson(exampleExchanges('15.6')).repeat(10);
    for (let size = 0; size < 40_000_000; size += part.length) appendFileSync(join(folder, 'large.ndjson'), part);
    const small = { NODE_OPTIONS: '--max-old-space-size=96' };
    const { status, stdout } = await start(['check', join(folder, 'large.ndjson'), '--format', 'json'], small).ended;
    expect(status).toBe(0);
    expect(JSON.parse(stdout).recordings[0].exchanges).toBeGreaterThan(40_000);
  });

  test('explains itself within 80 columns', async () => {
    const { status, stdout } = await run('check', '--help');
    expect(status).toBe(0);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('reads what gzip has packed', async () => {
    const file = join(folderWith({}), 'traffic.har.gz');
    writeFileSync(file, gzipSync(readFileSync(join(testData, 'recordings', 'traffic.har'))));
    const { status, stdout } = await run('check', file, '--format', 'json');
    expect({ status, exchanges: JSON.parse(stdout).recordings[0].exchanges }).toEqual({ status: 1, exchanges: 5 });
  });

  test('reads a file once that is named twice, and says so', async () => {
    const file = recordingOf(...clean);
    const link = join(folderWith({}), 'link.ndjson');
    symlinkSync(file, link);
    const { status, stdout, stderr } = await run('check', file, file, link, '--format', 'json');
    const { recordings } = JSON.parse(stdout);
    expect([status, recordings.map((recording: { file: string }) => recording.file)]).toEqual([0, [file]]);
    expect(stderr).toBe([file, link].map((name) => `warning: ${name} is named twice, and read once\n`).join(''));
  });

  test('tells the same of several files, each with its place', async () => {
    const [first, second] = [recordingOf(spoilt('undocumented-path')), recordingOf(spoilt('undocumented-path'))];
    const { stdout } = await run('check', first, second, '--format', 'json');
    const [{ count, places }] = JSON.parse(stdout).findings;
    expect({ count, files: places.map(({ file }: { file: string }) => file) }).toEqual({
      count: 2,
      files: [first, second],
    });
  });
});

describe('check ends with', () => {
  test('0 where there are only warnings', async () => {
    expect((await run('check', recordingOf(spoilt('unknown-parameter')))).status).toBe(0);
  });

  test('1 for warnings under --severity warning', async () => {
    expect((await run('check', recordingOf(spoilt('unknown-parameter')), '--severity', 'warning')).status).toBe(1);
  });

  test('1 for an error, also in a recording that is cut off', async () => {
    const folder = folderWith({ 'cut.ndjson': `${ndjson([spoilt('missing-parameter')])}{"request":` });
    expect((await run('check', join(folder, 'cut.ndjson'))).status).toBe(1);
  });

  test('2 for a recording that is cut off and else clean', async () => {
    const folder = folderWith({ 'cut.ndjson': `${ndjson(clean)}{"request":` });
    const { status, stdout } = await run('check', join(folder, 'cut.ndjson'));
    expect(status).toBe(2);
    expect(words(stdout)).toContain(`cut.ndjson:${clean.length + 1}: the file ends in the middle of this line`);
  });

  test('2 for a file that is not there, and for one that is no recording', async () => {
    const folder = folderWith({ 'notes.txt': 'nothing of interest\n' });
    const missing = await run('check', join(folder, 'missing.har'));
    expect(missing.status).toBe(2);
    expect(words(missing.stdout)).toContain('missing.har: no such file or directory');
    const other = await run('check', join(folder, 'notes.txt'));
    expect(other.status).toBe(2);
    expect(words(other.stdout)).toContain('is no recording that I recognise');
  });

  test('3 where nothing is under /api, an empty file included', async () => {
    const elsewhere = { request: { method: 'GET', url: '/users/sign_in' } };
    expect((await run('check', recordingOf(elsewhere))).status).toBe(3);
    expect((await run('check', recordingOf())).status).toBe(3);
  });

  test.each([
    ['without a file', [], 'say what to check: gitlab-internal-api check traffic.har, or - for standard input'],
    [
      'for a baseline without a name',
      ['a', '--update-baseline'],
      '--update-baseline needs the file to write: --baseline FILE',
    ],
    [
      'for a release and a range at once',
      ['a', '--editions', '13.7..15.6', '--gitlab-version', '15.0'],
      '--editions and --gitlab-version exclude each other; name one release or a range',
    ],
    ['for a range that is none', ['a', '--editions', '15.6'], "'15.6' is no range of releases such as 13.7..15.6"],
    [
      'for two formats on standard output',
      ['a', '--format', 'json', '--format', 'text'],
      'only one format can go to standard output; give the others a file: --format junit=report.xml',
    ],
    [
      'for a finding that is not there',
      ['a', '--ignore', 'missing-paramter'],
      "option '--ignore <codes>' argument 'missing-paramter' is invalid. There is no finding 'missing-paramter'; the nearest is missing-parameter. findings.md lists them all.",
    ],
    [
      'for a finding that nothing is like',
      ['a', '--only', 'zebra'],
      "option '--only <codes>' argument 'zebra' is invalid. There is no finding 'zebra'. findings.md lists them all.",
    ],
    [
      'for a finding that is asked for and left out',
      ['a', '--only', 'parameter-type,parameter-enum@postReceive', '--ignore', 'parameter-enum'],
      '--only asks for parameter-enum@postReceive, and --ignore leaves it out; take it out of one of them',
    ],
  ])('2 %s', async (_, flags, message) => {
    expect(await run('check', ...flags)).toEqual({ status: 2, stdout: '', stderr: `error: ${message}\n` });
  });
});

describe('check refuses, before it reads and tells anything,', () => {
  test.each([
    ['a page', 'report', (folder: string) => ['--html', folder]],
    ['a report', 'report', (folder: string) => ['--format', `junit=${folder}`]],
    ['a baseline', 'baseline', (folder: string) => ['--baseline', folder, '--update-baseline']],
  ])('%s that cannot be written', async (_, what, flags) => {
    const [file, folder] = [recordingOf(...clean), folderWith({})];
    const other = join(folder, 'other.json');
    const ended = await run('check', file, '--format', `json=${other}`, ...flags(folder));
    const message = `error: cannot write the ${what} ${folder}: illegal operation on a directory\n`;
    expect(ended).toEqual({ status: 2, stdout: '', stderr: message });
    expect(existsSync(other)).toBe(false);
    const missing = join(folder, 'missing', 'file');
    expect((await run('check', file, ...flags(missing))).stderr).toContain(`${missing}: no such file or directory`);
  });
});

/** Lines are broken where the name of a temporary folder has them broken. */
function words(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/(?<=[/-]) (?=\S)/g, '');
}
