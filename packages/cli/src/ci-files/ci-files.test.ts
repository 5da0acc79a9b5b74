import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject } from '@gitlab-internal-api/contract';
import { describe, expect, test } from 'vitest';
import { defects } from '../findings/defects.test-support.ts';
import { exampleExchanges, ndjson } from '../recordings/example-exchanges.test-support.ts';
import {
  bash,
  type Done,
  documentsIn,
  inputsOf,
  namesIn,
  objectOf,
  substituted,
  type Workspace,
  workspace,
  workspaceWithoutCommand,
} from './pipeline.test-support.ts';

const clean = ndjson(exampleExchanges('15.6').filter(({ request }) => request.url.includes('/internal/discover')));
const broken = ndjson(defects.filter(({ code }) => code === 'parameter-enum').map(({ line }) => line));
const files = { 'clean.ndjson': clean, 'broken.ndjson': broken, 'a b.ndjson': broken };
const reports = 'gitlab-internal-api';

function read({ folder }: Workspace, ...names: string[]): string {
  return readFileSync(join(folder, ...names), 'utf8');
}

describe('the GitLab CI component', () => {
  const [header = {}, body = {}] = documentsIn('gitlab/templates/check/template.yml');
  const declared = objectOf(objectOf(header.spec).inputs);
  const pattern = /\$\[\[ inputs\.(\w+) \]\]/g;

  /** The job as GitLab makes it of the inputs. */
  function jobWith(given: Readonly<Record<string, string>>): { name: string; job: JsonObject } {
    const [[name, job] = ['', null]] = Object.entries(objectOf(substituted(body, pattern, inputsOf(declared, given))));
    return { name, job: objectOf(job) };
  }

  /** Runs the script as GitLab's runner does, all of it in one shell. */
  function run(place: Workspace, given: Readonly<Record<string, string>>): Done {
    const { job } = jobWith(given);
    const variables = Object.entries(objectOf(job.variables)).map(([name, each]) => [name, `${objectOf(each).value}`]);
    const script = [job.script].flat().join('\n');
    const shell = 'set -eo pipefail; set +o noclobber; : | eval "$CI_TEST_SCRIPT"';
    return bash(['-c', shell], place, { ...Object.fromEntries(variables), CI_TEST_SCRIPT: script });
  }

  test('has the keys that GitLab knows, and uses every input that it declares and no other', () => {
    expect(Object.keys(header)).toEqual(['spec']);
    for (const input of Object.values(declared)) {
      expect(['description', 'type', 'default', 'options', 'regex']).toEqual(
        expect.arrayContaining(Object.keys(objectOf(input))),
      );
      expect(objectOf(input).description).toEqual(expect.any(String));
    }
    expect([...new Set(namesIn(body, pattern))].toSorted()).toEqual(Object.keys(declared).toSorted());
    const { name, job } = jobWith({ files: 'x', job_name: 'contract', stage: 'verify', image: 'node:22' });
    expect(name).toBe('contract');
    expect(job).toMatchObject({ stage: 'verify', image: 'node:22', artifacts: { when: 'always' } });
    expect(Object.keys(job).toSorted()).toEqual(['artifacts', 'image', 'script', 'stage', 'variables']);
    expect(() => jobWith({})).toThrow('files is required');
  });

  test('passes what is clean, and leaves the reports that it promises', () => {
    const place = workspace(files);
    const { status, stdout, stderr } = run(place, { files: 'clean.ndjson' });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('0 errors');
    const artifacts = objectOf(jobWith({ files: 'x' }).job.artifacts);
    const promised = Object.values(objectOf(artifacts.reports)).map(String);
    expect(promised.filter((file) => !existsSync(join(place.folder, file)))).toEqual([]);
    expect(JSON.parse(read(place, reports, 'codequality.json'))).toEqual([]);
    expect(existsSync(join(place.folder, reports, 'report.html'))).toBe(true);
  });

  test('fails for an error, in all files that a pattern names', () => {
    const place = workspace(files);
    const { status, stdout } = run(place, { files: '*.ndjson' });
    expect(status).toBe(1);
    expect(stdout).toContain('error parameter-enum');
    expect(stdout).toContain('a b.ndjson');
    expect(read(place, reports, 'junit.xml')).toContain('parameter-enum');
    expect(JSON.parse(read(place, reports, 'codequality.json'))).toMatchObject([{ check_name: 'parameter-enum' }]);
  });

  test('takes its inputs as words, whatever stands in them', () => {
    const place = workspace(files);
    expect(run(place, { files: 'broken.ndjson', ignore: 'parameter-enum' }).status).toBe(0);
    expect(run(place, { files: 'clean.ndjson', min_coverage: '90' }).status).toBe(1);
    const { status, stderr } = run(place, { files: 'clean.ndjson', gitlab_version: '9; touch stolen' });
    expect([status, stderr]).toEqual([2, expect.stringContaining('9; touch stolen')]);
    expect(run(place, { files: '$(touch stolen) clean.ndjson `touch stolen`' }).status).toBe(2);
    expect(existsSync(join(place.folder, 'stolen'))).toBe(false);
  });

  test('does not pass where nothing was recorded', () => {
    const place = workspace({ 'empty.ndjson': '' });
    expect(run(place, { files: 'empty.ndjson' }).status).toBe(3);
    expect(run(place, { files: 'traffic/*.har' }).status).toBe(2);
  });

  test('installs the command where the image does not have it', () => {
    const place = workspaceWithoutCommand(files);
    expect(run(place, { files: 'clean.ndjson', version: '0.1.0' }).status).toBe(0);
    expect(read(place, 'npm.log')).toBe('install --global --no-audit --no-fund @gitlab-internal-api/cli@0.1.0\n');
  });
});

describe('the GitHub Action', () => {
  const [action = {}] = documentsIn('github/action.yml');
  const declared = objectOf(action.inputs);
  const runs = objectOf(action.runs);
  const steps = [runs.steps ?? []].flat().filter(isObject);
  const pattern = /\$\{\{ inputs\.([\w-]+) \}\}/g;

  /** Runs the steps as GitHub's runner does, each in a shell of its own, until one fails. */
  function run(place: Workspace, given: Readonly<Record<string, string>>): Done {
    const inputs = inputsOf(declared, given);
    for (const name of ['output', 'summary']) writeFileSync(join(place.folder, name), '');
    const files = { GITHUB_OUTPUT: join(place.folder, 'output'), GITHUB_STEP_SUMMARY: join(place.folder, 'summary') };
    let done: Done = { status: 0, stdout: '', stderr: '' };
    for (const step of steps.filter((each) => 'run' in each)) {
      const env = objectOf(substituted(step.env ?? {}, pattern, inputs));
      const variables = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, `${value}`]));
      writeFileSync(join(place.folder, 'step.sh'), String(step.run));
      const shell = ['--noprofile', '--norc', '-eo', 'pipefail', 'step.sh'];
      if (done.status === 0) done = bash(shell, place, { ...files, ...variables });
    }
    return done;
  }

  test('has the keys that GitHub asks for, and uses every input that it declares and no other', () => {
    expect(Object.keys(action)).toEqual(['name', 'description', 'inputs', 'outputs', 'runs']);
    expect(runs.using).toBe('composite');
    for (const input of Object.values(declared)) {
      expect(['description', 'required', 'default']).toEqual(expect.arrayContaining(Object.keys(objectOf(input))));
      // Without a default an input is empty, and nobody is told.
      expect('default' in objectOf(input)).toBe(objectOf(input).required !== true);
    }
    const used = [...namesIn(runs, pattern), ...namesIn(runs, /\binputs\.([\w-]+)/g)];
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(declared).toSorted());
    for (const step of steps) expect('uses' in step || step.shell === 'bash').toBe(true);
    const texts = steps.map((step) => String(step.run ?? ''));
    expect(texts.filter((text) => text.includes('${{'))).toEqual([]);
    const ids = namesIn(action.outputs ?? {}, /steps\.(\w+)\.outputs/g);
    expect(ids.filter((id) => !steps.some((step) => step.id === id))).toEqual([]);
  });

  test('annotates errors, fails, and leaves its reports and a summary', () => {
    const place = workspace(files);
    const { status, stdout } = run(place, { files: 'broken.ndjson clean.ndjson' });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=broken\.ndjson,line=1,title=parameter-enum::/m);
    const told = read(place, 'output').trim().split('\n');
    expect(told.map((line) => line.split('=')[0])).toEqual(Object.keys(objectOf(action.outputs)));
    const [sarif = '', junit = '', html = ''] = told.map((line) => read(place, line.replace(/^\w+=/, '')));
    expect(JSON.parse(sarif)).toMatchObject({ version: '2.1.0' });
    expect(junit).toContain('<testsuites');
    expect(html).toContain('parameter-enum');
    expect(read(place, 'summary')).toMatch(/^```text\n[\s\S]*error parameter-enum[\s\S]*\n```\n$/);
  });

  test('passes what is clean, and not where nothing was recorded', () => {
    const place = workspace({ ...files, 'empty.ndjson': '' });
    expect(run(place, { files: 'clean.ndjson', reports: 'some where/else' })).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(place.folder, 'some where', 'else', 'findings.sarif'))).toBe(true);
    expect(run(place, { files: 'empty.ndjson' }).status).toBe(3);
    expect(run(place, { files: 'traffic/*.har' }).status).toBe(2);
  });

  test('takes its inputs as words, whatever stands in them', () => {
    const place = workspace(files);
    expect(run(place, { files: 'broken.ndjson', ignore: 'parameter-enum' }).status).toBe(0);
    expect(run(place, { files: 'clean.ndjson', 'min-coverage': '90' }).status).toBe(1);
    const { status, stderr } = run(place, { files: 'clean.ndjson', severity: '"; touch stolen; "' });
    expect([status, stderr]).toEqual([2, expect.stringContaining('touch stolen')]);
    expect(existsSync(join(place.folder, 'stolen'))).toBe(false);
  });

  test('installs the command where the runner does not have it', () => {
    const place = workspaceWithoutCommand(files);
    expect(run(place, { files: 'clean.ndjson', version: '0.1.0' }).status).toBe(0);
    expect(read(place, 'npm.log')).toBe('install --global --no-audit --no-fund @gitlab-internal-api/cli@0.1.0\n');
  });
});
