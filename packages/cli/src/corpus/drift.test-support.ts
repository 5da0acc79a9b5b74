import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What `redocly drift` says of one exchange. */
export interface DriftFinding {
  /** The entry of the HAR file, counted from 1. */
  readonly entry: number;
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
}

/** The program, and the arguments with which it holds a HAR file of `harOf` against the contract of 15.6. */
export function driftCommand(har: string, ...more: readonly string[]): [program: string, ...words: string[]] {
  const redocly = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin', 'cli.js');
  const document = fileURLToPath(import.meta.resolve('@gitlab-internal-api/contract/latest'));
  return [
    process.execPath,
    redocly,
    'drift',
    har,
    '--api',
    document,
    '--server',
    'https://gitlab.example.com',
    ...more,
  ];
}

/** What keeps Redocly from asking the network. */
export const driftEnvironment = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

/** Holds a HAR file against the contract with `redocly drift`; only its CSV tells of each exchange alone. */
export function drift(har: string): DriftFinding[] {
  const [program, ...words] = driftCommand(har, '--format', 'csv');
  const env = { ...process.env, ...driftEnvironment };
  const { status, stdout, stderr } = spawnSync(program, words, { env, encoding: 'utf8', maxBuffer: 2 ** 28 });
  // 1 is for findings.
  if (status !== 0 && status !== 1) throw new Error(`redocly drift ended with ${status}: ${stderr}`);
  return findingsIn(stdout);
}

/** Columns: run, finding, exchange, severity, category, rule, message, …; of these, only the message is ever quoted. */
function findingsIn(csv: string): DriftFinding[] {
  const rows = csv.matchAll(/^[0-9a-f-]{36},[0-9a-f-]{36},(\d+),(\w+),[\w-]+,([\w-]+),("(?:[^"]|"")*"|[^,]*),/gm);
  return [...rows].map(([, index, severity = '', rule = '', message = '']) => {
    const text = message.replace(/^"([\s\S]*)"$/, '$1').replaceAll('""', '"');
    return { entry: Number(index) + 1, severity, rule, message: text };
  });
}
