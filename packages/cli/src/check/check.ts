import { resolveRelease } from '@gitlab-internal-api/contract';
import type { Command } from 'commander';
import { explain } from '../findings/explain.ts';
import { print, warn } from '../output.ts';
import type { Report } from '../reports/report.ts';
import { readSecrets, valuesOf } from '../serve/secret-files.ts';
import { UserError } from '../user-error.ts';
import { readBaseline, writeBaseline } from './baseline.ts';
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
  const { baseline: file, updateBaseline } = flags;
  const baseline = file === undefined || updateBaseline ? new Set<string>() : readBaseline(file);
  // No reply of this program needs them, and they take as long as everything else about a broken message.
  Error.stackTraceLimit = 0;
  // Loaded here, so that help and mistakes in the flags do not wait for it.
  const { Checking } = await import('./checking.ts');
  const secrets = valuesOf(readSecrets(flags, {}));
  const { inputFormat, relativeUrlRoot, consumer, only, ignore } = flags;
  const options = { release, releases, secrets, inputFormat, relativeUrlRoot, consumer, only, ignore, baseline };
  const checking = new Checking(options);
  for (const name of files) await checking.read(name);
  const { reportOf } = await import('../reports/report-of.ts');
  const report = reportOf(checking, { release, flags, baseline });
  if (file !== undefined && updateBaseline) writeBaseline(file, report.findings);
  await tell(report, flags);
  return report.exitCode;
}

async function tell(report: Report, flags: CheckFlags): Promise<void> {
  const { writeReports } = await import('../reports/write-reports.ts');
  const targets = flags.format.length === 0 ? [{ format: 'text' as const, file: undefined }] : flags.format;
  await writeReports(report, targets, flags.html);
}

function refuseContradictions(files: readonly string[], flags: CheckFlags): void {
  if (files.length === 0)
    throw new UserError('say what to check: gitlab-internal-api check traffic.har, or - for standard input');
  if (files.filter((file) => file === '-').length > 1) throw new UserError('standard input can be read only once');
  if (flags.updateBaseline && flags.baseline === undefined)
    throw new UserError('--update-baseline needs the file to write: --baseline FILE');
  if (flags.editions !== undefined && flags.gitlabVersion !== 'latest')
    throw new UserError('--editions and --gitlab-version exclude each other; name one release or a range');
  if (flags.format.filter(({ file }) => file === undefined).length > 1)
    throw new UserError('only one format can go to standard output; give the others a file: --format junit=report.xml');
}
