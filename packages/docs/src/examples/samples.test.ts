import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { allOperations, editions, loadDocument } from '@gitlab-internal-api/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program, type RunningStub, startStub } from '../stub.test-support.ts';
import { type Example, operationBefore, printedExamples } from './example.ts';
import { samplesOf } from './samples.ts';
import { shapeDifferences } from './shape.test-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'samples-'));
const run = promisify(execFile);

/** The labels under which the samples are printed, each of which gets a world of its own. */
const worlds = { curl: 'curl', TypeScript: 'typescript', Go: 'go' } as const;
type Label = keyof typeof worlds;

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

const stubs = new Map<string, RunningStub>();

beforeAll(async () => {
  // What a reader has installed: the command, and our client.
  mkdirSync(join(folder, 'bin'));
  const command = join(folder, 'bin', 'gitlab-internal-api');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(command, 0o755);
  mkdirSync(join(folder, 'node_modules', '@gitlab-internal-api'), { recursive: true });
  const client = join(import.meta.dirname, '..', '..', '..', 'client');
  symlinkSync(client, join(folder, 'node_modules', '@gitlab-internal-api', 'client'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const edition of editions) stubs.set(edition, await startInFolder(edition));
}, 240_000);

afterAll(async () => {
  for (const stub of stubs.values()) await stub[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** The stub of an edition, which has a world for each language beside the one that is asked through its socket. */
async function startInFolder(edition: string): Promise<RunningStub> {
  const own = join(folder, edition);
  mkdirSync(own);
  const stub = await startStub(own, '--gitlab-version', edition, '--socket', 'gitlab.socket');
  for (const name of Object.values(worlds)) {
    const headers = { 'Content-Type': 'application/json' };
    const made = await fetch(`${stub.url}/-/worlds`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ name, from: { file: 'default' } }),
    });
    expect(made.status).toBe(201);
  }
  return stub;
}

/** The examples, those after which others come first. */
function inOrder(edition: (typeof editions)[number]): Example[] {
  const examples = printedExamples(loadDocument(edition));
  return examples.sort(
    (one, other) => Number(operationBefore(one) !== undefined) - Number(operationBefore(other) !== undefined),
  );
}

function sourceOf(example: Example, edition: string, label: Label | 'curl (unix socket)'): string | undefined {
  const world = label === 'curl (unix socket)' ? '' : `/-/in/${worlds[label]}`;
  const samples = samplesOf(example, { url: `${stubs.get(edition)?.url}${world}`, release: edition });
  return samples.find((sample) => sample.label === label)?.source;
}

function expectPrinted({ answer }: Example, { status, body }: Answer): void {
  expect(status, JSON.stringify(body)).toBe(answer.status);
  expect(shapeDifferences(body, answer.body)).toEqual([]);
}

describe.each(editions)('In the reference of GitLab %s', (edition) => {
  const examples = inOrder(edition);

  test('every operation has an example in curl, TypeScript and Go', () => {
    expect(examples.map(({ operation }) => operation.id).sort()).toEqual(
      allOperations(loadDocument(edition))
        .map(({ id }) => id)
        .sort(),
    );
    for (const example of examples) {
      const labels = samplesOf(example, { url: 'http://127.0.0.1:3001', release: edition }).map(({ label }) => label);
      expect(labels).toEqual(expect.arrayContaining(Object.keys(worlds)));
      expect(labels.includes('curl (unix socket)')).toBe(example.operation.area === 'shell');
    }
  });

  test.each(examples)('the curl command of $operation.id answers as printed', async (example) => {
    expectPrinted(example, await runCurl(sourceOf(example, edition, 'curl') ?? '', edition));
  });

  const local = examples.filter(({ operation }) => operation.area === 'shell');

  test.each(local)('the command of $operation.id through a unix socket answers as printed', async (example) => {
    expectPrinted(example, await runCurl(sourceOf(example, edition, 'curl (unix socket)') ?? '', edition));
  });

  test('the TypeScript of every operation answers as printed', async () => {
    const sources = examples.map((example) => sourceOf(example, edition, 'TypeScript') ?? '');
    const answers = await runTypeScript(sources, edition);
    for (const [index, example] of examples.entries()) expectPrinted(example, answers[index] ?? { status: 0 });
  });

  test.skipIf(!hasGo())('the Go program of every operation answers as printed', async () => {
    const sources = examples.map((example) => sourceOf(example, edition, 'Go') ?? '');
    const answers = await runGo(sources, edition);
    for (const [index, example] of examples.entries()) expectPrinted(example, answers[index] ?? { status: 0 });
  });
});

async function runCurl(command: string, edition: string): Promise<Answer> {
  const telling = command.replace(/^curl /m, "curl --silent --write-out '\\n%{http_code}' ");
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
  const { stdout } = await run('bash', ['-c', telling], { cwd: join(folder, edition), env });
  const end = stdout.lastIndexOf('\n');
  return answerOf(stdout.slice(end + 1), stdout.slice(0, end));
}

function answerOf(status: string, text: string): Answer {
  return { status: Number(status), ...(text !== '' && { body: JSON.parse(text) }) };
}

/** One process runs them all, one after the other, as a reader would. */
async function runTypeScript(sources: readonly string[], edition: string): Promise<Answer[]> {
  const files = sources.map((source, index) => written(join(folder, edition, `${index}.ts`), source));
  const main = written(
    join(folder, edition, 'main.ts'),
    files.map((file) => `await import('${file}');\nconsole.log('--- next');`).join('\n'),
  );
  await checkTypes(files, edition);
  const { stdout } = await run(process.execPath, [main]);
  const outputs = stdout.split('--- next\n').slice(0, -1);
  return outputs.map((output) => JSON.parse(output));
}

async function checkTypes(files: readonly string[], edition: string): Promise<void> {
  const base = join(import.meta.dirname, '..', '..', '..', '..', 'tsconfig.base.json');
  const config = { extends: base, include: [], compilerOptions: { types: [] }, files };
  const project = written(join(folder, edition, 'tsconfig.json'), JSON.stringify(config));
  const compiler = join(base, '..', 'node_modules', 'typescript-7', 'bin', 'tsc');
  const { stdout } = await run(process.execPath, [compiler, '--noEmit', '-p', project]).catch((error) => error);
  expect(stdout).toBe('');
}

/** One program holds them all, each as a package, so that Go links but once. */
async function runGo(sources: readonly string[], edition: string): Promise<Answer[]> {
  const root = join(folder, edition, 'go');
  const names = sources.map((_, index) => `sample${index}`);
  for (const [index, source] of sources.entries()) {
    const name = names[index] ?? '';
    mkdirSync(join(root, name), { recursive: true });
    const asPackage = source.replace('package main', `package ${name}`).replace('func main()', 'func Main()');
    written(join(root, name, 'sample.go'), `${asPackage}\n`);
  }
  const { stdout: unformatted } = await run('gofmt', ['-l', '.'], { cwd: root });
  expect(unformatted).toBe('');
  written(join(root, 'go.mod'), 'module samples\n\ngo 1.19\n');
  const imports = ['fmt', ...names.map((name) => `samples/${name}`)].map((name) => `\t"${name}"`);
  const calls = names.map((name) => `\t${name}.Main()\n\tfmt.Println("--- next")`);
  written(
    join(root, 'main.go'),
    `package main\n\nimport (\n${imports.join('\n')}\n)\n\nfunc main() {\n${calls.join('\n')}\n}\n`,
  );
  const { stdout } = await run('go', ['run', '.'], { cwd: root });
  return stdout
    .split('--- next\n')
    .slice(0, -1)
    .map((output) => answerOf(output.slice(0, 3), output.slice(4).trimEnd()));
}

function written(file: string, text: string): string {
  writeFileSync(file, text);
  return file;
}

/** In CI there is Go, for no test may be skipped there. */
function hasGo(): boolean {
  return process.env.CI === 'true' || spawnSync('go', ['version']).status === 0;
}
