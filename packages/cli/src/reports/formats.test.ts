import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSchemaValidator } from '@gitlab-internal-api/validator';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { folderWith, run } from '../command-under-test.ts';
import { catalogue } from '../findings/catalogue.ts';
import { defects } from '../findings/defects.test-support.ts';
import { ndjson } from '../recordings/example-exchanges.test-support.ts';

const schemas = join(import.meta.dirname, '..', '..', 'test-data', 'schemas');

/** A recording with every defect, a name that no format likes, and an end that is missing. */
function everything(): string {
  const odd = { request: { method: 'GET', url: '/api/v4/internal/%3C&"\'\u0007\u001B[31m<b>\n::error::' } };
  const recording = `${ndjson([...defects.map(({ line }) => line), odd])}{"request":`;
  return join(folderWith({ 'all things.ndjson': recording }), 'all things.ndjson');
}

async function report(format: string, ...words: readonly string[]): Promise<string> {
  const { status, stdout } = await run('check', everything(), '--format', format, ...words);
  expect(status).toBe(1);
  return stdout;
}

async function xmlProblems(text: string): Promise<readonly unknown[]> {
  const schema = readFileSync(join(schemas, 'junit.xsd'), 'utf8');
  const { errors } = await validateXML({ xml: { fileName: 'report.xml', contents: text }, schema });
  return errors.map(({ message }) => message);
}

describe('--format junit', () => {
  test('is valid, with a failure for each kind of error and none for warnings', async () => {
    const text = await report('junit');
    expect(await xmlProblems(text)).toEqual([]);
    expect(text.match(/<failure /g)).toHaveLength(Number(/failures="(\d+)"/.exec(text)?.[1]));
    expect(text).toMatch(/<testcase classname="checkGitAccess" name="unknown-parameter[^>]*><system-out>/);
    expect(text).toContain('the file ends in the middle of this line');
    expect(text).toContain('<testsuites name="gitlab-internal-api check" ');
  });

  test('fails for warnings, too, where they fail', async () => {
    const text = await report('junit', '--severity', 'warning');
    expect(await xmlProblems(text)).toEqual([]);
    expect(text).toContain('<failure type="unknown-parameter"');
  });

  test('the schema notices what is not allowed', async () => {
    expect(await xmlProblems('<testsuites><testsuite name="a"/></testsuites>')).not.toEqual([]);
  });
});

describe('--format sarif', () => {
  const problemsOf = createSchemaValidator(JSON.parse(readFileSync(join(schemas, 'sarif.schema.json'), 'utf8')));

  test('is valid, with a rule for each result', async () => {
    const log = JSON.parse(await report('sarif'));
    const [{ tool, results, invocations }] = log.runs;
    expect(problemsOf(log)).toEqual([]);
    expect(results.length).toBeGreaterThan(30);
    for (const { ruleId, ruleIndex, level } of results)
      expect(tool.driver.rules[ruleIndex]).toMatchObject({ id: ruleId, defaultConfiguration: { level } });
    expect(invocations).toMatchObject([{ executionSuccessful: false, exitCode: 1 }]);
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toMatch(/\/all%20things\.ndjson$/);
  });

  test('the schema notices what is not allowed', () => {
    expect(problemsOf({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).not.toEqual([]);
  });
});

describe('--format codequality', () => {
  test('has the fields that GitLab documents, and fingerprints that stay the same', async () => {
    const issues = JSON.parse(await report('codequality'));
    const fingerprints = issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    expect(new Set(fingerprints).size).toBe(issues.length);
    for (const issue of issues)
      expect(issue).toEqual({
        description: expect.any(String),
        check_name: expect.stringMatching(/^[a-z-]+$/),
        fingerprint: expect.any(String),
        severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/),
        location: { path: expect.any(String), lines: { begin: expect.any(Number) } },
      });
    const again = JSON.parse(await report('codequality')).map(
      ({ fingerprint }: { fingerprint: string }) => fingerprint,
    );
    const own = (all: string[]) => all.filter((fingerprint) => /^[0-9a-f]{32}$/.test(fingerprint));
    expect(own(again)).toEqual(own(fingerprints));
    expect(own(again).length).toBe(issues.length - 1);
  });
});

describe('--format github', () => {
  test('has a command on each line, whatever a request was called', async () => {
    const lines = (await report('github')).trimEnd().split('\n');
    const told = lines.map((line) => /^::(error|warning|notice)( file=[^:,]+,line=\d+,title=([\w-]+))?::\S/.exec(line));
    expect(told.every((match) => match !== null)).toBe(true);
    const codes = told.flatMap((match) => match?.[3] ?? []).filter((code) => code !== 'unreadable');
    expect(codes.every((code) => code in catalogue)).toBe(true);
    expect(new Set(codes)).toEqual(new Set(defects.map(({ code }) => code).filter((code) => code !== 'wrong-secret')));
  });
});

describe('--html', () => {
  test('is a page that loads nothing, runs nothing and shows findings and coverage', async () => {
    const page = join(folderWith({}), 'page.html');
    await run('check', everything(), '--html', page);
    const text = readFileSync(page, 'utf8');
    expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(text).not.toMatch(/<script|<link|<img|src=|url\(|<b>/);
    expect(text).toContain('<h3>error: parameter-enum, 2 times</h3>');
    expect(text).toMatch(/<h2>Coverage: [\d.]+ %<\/h2>/);
    expect(text).toContain('never exercised');
  });
});
