import { existsSync, realpathSync } from 'node:fs';
import { resolveRelease } from '@gitlab-internal-api/contract';
import type { Command } from 'commander';
import { explain } from '../findings/explain.ts';
import { print, warn } from '../output.ts';
import { refuseReportMistakes, targetsOf } from '../reports/report-options.ts';
import { refuseUnwritable } from '../reports/unwritable.ts';
import { readSecrets, valuesOf } from '../serve/secret-files.ts';
import { UserError } from '../user-error.ts';
import { knownFindings, writeBaseline } from './baseline.ts';
import { addCheckOptions, type CheckFlags } from './check-options.ts';
import { parseRange } from './editions.ts';

/** Adds the command that holds recorded traffic against the contract. */
export function addCheck(program: Command): void {
  const command = program
    .command('check')
    .summary('hold recorded traffic against the contract')
    .description(
      "Holds recorded requests and replies against the contract: HAR files, NDJSON of exchanges (as the stub's journal has them), gitlab-shell.log, Rails' api_json.log and Workhorse's log, all of them also with gzip. Ends with 0 when all is well, 1 for errors, 2 for mistakes in the command and recordings that could not be read to their end, 3 when nothing in them is under /api.",
    )
    .argument('[files...]', 'recordings; - is standard input');
  addCheckOptions(command).action(async (files: string[], flags: CheckFlags) => {
    if (flags.explain !== undefined) return print(explain(flags.explain));
    process.exitCode = await check(files, flags);
  });
}

async function check(files: readonly string[], flags: CheckFlags): Promise<number> {
  refuseContradictions(files, flags);
  const releases = flags.editions === undefined ? [] : parseRange(flags.editions);
  const { release, warning } = resolveRelease(releases.at(-1) ?? flags.gitlabVersion);
  if (warning !== undefined) warn(warning);
  const baseline = knownFindings(flags);
  // No reply of this program needs them, and they take as long as everything else about a broken message.
  Error.stackTraceLimit = 0;
  // Loaded here, so that help and mistakes in the flags do not wait for it.
  const { Checking } = await import('./checking.ts');
  const secrets = valuesOf(readSecrets(flags, {}));
  const { inputFormat, relativeUrlRoot, consumer, only, ignore } = flags;
  const options = { release, releases, secrets, inputFormat, relativeUrlRoot, consumer, only, ignore, baseline };
  const checking = new Checking(options);
  for (const name of once(files)) await checking.read(name);
  const { reportOf } = await import('../reports/report-of.ts');
  const report = reportOf(checking, { release, flags, baseline });
  if (flags.baseline !== undefined && flags.updateBaseline) writeBaseline(flags.baseline, report.findings);
  const { writeReports } = await import('../reports/write-reports.ts');
  await writeReports(report, targetsOf(flags), flags.html);
  return report.exitCode;
}

/** The same exchanges twice would be twice as many. */
function once(files: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const file of files) {
    const path = existsSync(file) ? realpathSync(file) : file;
    if (known.has(path)) warn(`${file} is named twice, and read once`);
    else known.set(path, file);
  }
  return [...known.values()];
}

function refuseContradictions(files: readonly string[], flags: CheckFlags): void {
  if (files.length === 0)
    throw new UserError('say what to check: gitlab-internal-api check traffic.har, or - for standard input');
  if (files.filter((file) => file === '-').length > 1) throw new UserError('standard input can be read only once');
  if (flags.editions !== undefined && flags.gitlabVersion !== 'latest')
    throw new UserError('--editions and --gitlab-version exclude each other; name one release or a range');
  refuseReportMistakes(flags);
  if (flags.html !== undefined) refuseUnwritable(flags.html, 'report');
}
