import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, run } from '../command-under-test.ts';
import { defects } from '../findings/defects.test-support.ts';
import { exampleExchanges, ndjson } from '../recordings/example-exchanges.test-support.ts';

function recordingOf(...codes: readonly string[]): string {
  const lines = codes.map((code) => defects.find((defect) => defect.code === code)?.line);
  return join(folderWith({ 'traffic.ndjson': ndjson(lines) }), 'traffic.ndjson');
}

async function codesOf(...words: readonly string[]): Promise<{ status: number | null; codes: string[] }> {
  const { status, stdout } = await run('check', ...words, '--format', 'json');
  return { status, codes: JSON.parse(stdout).findings.map(({ code }: { code: string }) => code) };
}

describe('check tells', () => {
  test('nothing of what is ignored, everywhere or in one operation', async () => {
    const file = recordingOf('missing-parameter', 'undocumented-status');
    expect(await codesOf(file, '--ignore', 'missing-parameter@checkGitAccess,undocumented-status')).toEqual({
      status: 0,
      codes: [],
    });
    expect(await codesOf(file, '--ignore', 'missing-parameter@postReceive', '--ignore', 'undocumented-status')).toEqual(
      {
        status: 1,
        codes: ['missing-parameter'],
      },
    );
  });

  test('nothing for an operation that is none: a slip of the pen must not pass', async () => {
    const ended = await run('check', recordingOf('undocumented-status'), '--only', 'undocumented-status@checkGitAcces');
    expect(ended).toMatchObject({ status: 2, stderr: expect.stringContaining('the nearest is checkGitAccess') });
  });

  test('only what is asked for, but in one operation', async () => {
    const file = recordingOf('missing-parameter', 'undocumented-status');
    const [code, elsewhere] = ['missing-parameter', 'missing-parameter@checkGitAccess'];
    expect(await codesOf(file, '--only', code, '--ignore', elsewhere)).toEqual({ status: 0, codes: [] });
  });

  test('only what is asked for', async () => {
    const file = recordingOf('missing-parameter', 'undocumented-status');
    expect(await codesOf(file, '--only', 'undocumented-status')).toEqual({ status: 1, codes: ['undocumented-status'] });
  });

  test('what the baseline does not know, and of what in it is gone', async () => {
    const baseline = join(folderWith({}), 'baseline.json');
    const [known, more] = [recordingOf('missing-parameter'), recordingOf('missing-parameter', 'undocumented-status')];
    expect((await run('check', known, '--baseline', baseline, '--update-baseline')).status).toBe(0);
    expect(JSON.parse(readFileSync(baseline, 'utf8')).findings).toMatchObject([{ code: 'missing-parameter' }]);
    expect(await codesOf(known, '--baseline', baseline)).toEqual({ status: 0, codes: [] });
    expect(await codesOf(more, '--baseline', baseline)).toEqual({ status: 1, codes: ['undocumented-status'] });
    const { stdout } = await run('check', recordingOf('unknown-parameter'), '--baseline', baseline);
    expect(stdout).toContain('1 finding of the baseline not found any more');
  });

  test('that a baseline is not there or is none', async () => {
    const folder = folderWith({ 'notes.json': '{}' });
    const file = recordingOf('missing-parameter');
    const missing = await run('check', file, '--baseline', join(folder, 'missing.json'));
    expect(missing).toMatchObject({ status: 2, stderr: expect.stringContaining('no such file or directory') });
    const other = await run('check', file, '--baseline', join(folder, 'notes.json'));
    expect(other).toMatchObject({ status: 2, stderr: expect.stringContaining('is no baseline') });
  });

  test('who called as the flag says, whatever the request says', async () => {
    expect(await codesOf(recordingOf('unlisted-consumer'))).toEqual({ status: 0, codes: ['unlisted-consumer'] });
    expect(await codesOf(recordingOf('unlisted-consumer'), '--consumer', 'gitaly')).toEqual({ status: 0, codes: [] });
  });
});

describe('check --editions', () => {
  test('tells which releases a recording works with, and what breaks first', async () => {
    const alert = exampleExchanges('14.2').find(({ request }) => request.url.endsWith('/cilium_alert'));
    const folder = folderWith({ 'traffic.ndjson': ndjson([alert]) });
    const { status, stdout } = await run('check', join(folder, 'traffic.ndjson'), '--editions', '13.7..15.6');
    const rows = stdout.split('\n').filter((line) => /^ {2}1\d\.\d+/.test(line));
    expect(status).toBe(1);
    expect(rows.map((row) => row.trim().split(/ {2,}/))).toEqual([
      ['13.7 to 13.11', 'breaks once'],
      ['13.12 to 14.1', 'breaks once'],
      ['14.2 to 14.6', 'works'],
      ['14.7', 'works'],
      ['14.8 to 14.10', 'works'],
      ['15.0 to 15.2', 'breaks once'],
      ['15.3 to 15.4', 'breaks once'],
      ['15.5', 'breaks once'],
      ['15.6', 'breaks once'],
    ]);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'not-in-release: createCiliumAlert is not in GitLab 15.2: it is there since 14.2, until 14.10',
    );
  });

  test('is content where every release of the range works', async () => {
    const check = exampleExchanges('13.7').find(({ request }) => request.url.endsWith('/check'));
    const folder = folderWith({ 'traffic.ndjson': ndjson([check]) });
    const { status, stdout } = await run('check', join(folder, 'traffic.ndjson'), '--editions', '13.7..15.6');
    expect({ status, broken: stdout.includes('breaks') }).toEqual({ status: 0, broken: false });
  });
});

describe('check --coverage', () => {
  const file = () => recordingOf('parameter-pattern', 'undocumented-status', 'unknown-parameter');

  test('tells what each consumer exercised', async () => {
    const { stdout } = await run('check', file(), '--coverage', '--format', 'json', '--consumer', 'gitaly');
    const { consumers } = JSON.parse(stdout).coverage;
    const [{ operations }] = consumers;
    const { requests, exercised } = operations.find(
      ({ operation }: { operation: string }) => operation === 'checkGitAccess',
    );
    expect(consumers.map(({ consumer }: { consumer: string }) => consumer)).toEqual(['gitaly']);
    expect(requests).toBe(3);
    expect(exercised.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`)).toEqual([
      'operation checkGitAccess',
      'status 200',
      'media type application/json',
      'parameter action',
      'value action=git-upload-pack',
      'parameter protocol',
      'value protocol=ssh',
      'parameter project',
      'parameter key_id',
    ]);
  });

  test('fails where less was exercised than is asked for', async () => {
    const known = ['--ignore', 'parameter-pattern,undocumented-status'];
    const little = await run('check', file(), ...known, '--min-coverage', '1');
    const much = await run('check', file(), ...known, '--min-coverage', '80');
    expect([little.status, much.status]).toEqual([0, 1]);
    expect(much.stdout).toContain('less than the 80 % asked for');
  });
});
