import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The files of a tiny contract; `openapi.yaml` is its root and gets the members that every root has. */
interface Contract {
  readonly 'openapi.yaml': object;
  readonly [file: string]: object;
}

interface Problem {
  readonly message: string;
  readonly location: readonly [{ readonly source: { readonly ref: string }; readonly pointer: string }];
}

const plugins = import.meta.dirname;
const modules = resolve(plugins, '../../node_modules');

/** Lints contracts with one rule of ours in one run of Redocly; a finding reads `file#/pointer: message`. */
export function lintContracts<Name extends string>(
  rule: string,
  contracts: Record<Name, Contract>,
): Record<Name, string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'contracts-'));
  try {
    const config = { plugins: [join(plugins, 'gitlab.ts')], rules: { [`gitlab/${rule}`]: 'error' } };
    write(join(folder, 'redocly.yaml'), config);
    const names = Object.keys(contracts) as Name[];
    for (const name of names) writeContract(join(folder, name), contracts[name]);
    const problems = runRedocly(folder, names);
    return Object.fromEntries(names.map((name) => [name, findingsIn(`${name}/`, problems)])) as Record<Name, string[]>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeContract(folder: string, contract: Contract): void {
  for (const [file, content] of Object.entries(contract)) {
    const isRoot = file === 'openapi.yaml';
    write(
      join(folder, file),
      isRoot ? { openapi: '3.1.0', info: { title: 'Tiny', version: '1' }, ...content } : content,
    );
  }
}

/** JSON is YAML. */
function write(file: string, content: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
}

function runRedocly(folder: string, names: readonly string[]): Problem[] {
  const roots = names.map((name) => `${name}/openapi.yaml`);
  const { stdout, stderr } = spawnSync(
    join(modules, '.bin/node'),
    [join(modules, '@redocly/cli/bin/cli.js'), 'lint', ...roots, '--format=json', '--max-problems=1000'],
    { cwd: folder, encoding: 'utf8', env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } },
  );
  const reports = stdout.split(/(?<=^\})(?=\{$)/m);
  if (reports.length !== names.length) throw new Error(`Redocly did not lint:\n${stdout}${stderr}`);
  return reports.flatMap((report) => (JSON.parse(report) as { problems: Problem[] }).problems);
}

function findingsIn(folder: string, problems: readonly Problem[]): string[] {
  return problems.flatMap(({ message, location: [{ source, pointer }] }) =>
    source.ref.startsWith(folder) ? [`${source.ref.slice(folder.length)}${pointer}: ${message}`] : [],
  );
}
