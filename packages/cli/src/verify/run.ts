import { randomBytes } from 'node:crypto';
import {
  compareReleases,
  loadSource,
  type Release,
  type ResolvedRelease,
  resolveRelease,
  UnknownReleaseError,
} from '@gitlab-internal-api/contract';
import { knownFindings, writeBaseline } from '../check/baseline.ts';
import { Collector } from '../findings/collector.ts';
import { ContractFiles } from '../findings/contract-location.ts';
import { AllReleases } from '../findings/other-releases.ts';
import { TrafficChecker } from '../findings/traffic-checker.ts';
import { print, warn } from '../output.ts';
import type { Report } from '../reports/report.ts';
import { targetsOf } from '../reports/report-options.ts';
import { writeReports } from '../reports/write-reports.ts';
import { UserError } from '../user-error.ts';
import type { Facts } from './facts.ts';
import type { VerifyFlags } from './flags.ts';
import { openFacts } from './open-facts.ts';
import { type Plan, planOf } from './plan.ts';
import { planText, verboseText } from './plan-text.ts';
import { type Introduction, introduce, nameOf } from './preflight.ts';
import { reportOf } from './report-of.ts';
import type { Address } from './server-under-test.ts';
import type { Run } from './substitution.ts';
import { Verifying } from './verifying.ts';

/** Asks a server, or prints what it would ask; what it returns is the exit status. */
export async function verify(flags: VerifyFlags): Promise<number> {
  const facts = openFacts(flags);
  const run = runOf(flags);
  const address = addressOf(flags);
  if (flags.plan) return printPlan(flags, facts, run);
  const introduction = await introduce(address, facts, run.now);
  if (!introduction.isStub && flags.facts === undefined)
    warn(
      `${nameOf(address)} is not the stub, and probably has not what the stub's default world has; --facts FILE names users, keys and projects to use there`,
    );
  const release = releaseOf(flags, introduction);
  const checker = checkerOf(release);
  const plan = await planOf(checker.traffic, facts, { ...run, preferred: introduction.scheme });
  tellLack(plan, 'is not asked for');
  const report = await ask(plan, { flags, facts, run, address, checker });
  return report.exitCode;
}

function runOf({ allowWrites }: VerifyFlags): Run {
  return { allowWrites: allowWrites === true, mark: `verify-${randomBytes(4).toString('hex')}`, now: new Date() };
}

function addressOf({ baseUrl = 'http://unix', socket }: VerifyFlags): Address {
  return { baseUrl, socket };
}

async function printPlan({ gitlabVersion = 'latest' }: VerifyFlags, facts: Facts, run: Run): Promise<number> {
  const { release, warning } = resolveRelease(gitlabVersion);
  if (warning !== undefined) warn(warning);
  const plan = await planOf(checkerOf(release).traffic, facts, run);
  tellLack(plan, 'would not be asked for');
  await print(planText(plan));
  return 0;
}

/** The release that somebody names, else the one that the server says it is. */
function releaseOf({ gitlabVersion }: VerifyFlags, { version }: Introduction): Release {
  const { release, warning } = gitlabVersion === undefined ? ownRelease(version) : resolveRelease(gitlabVersion);
  if (warning !== undefined) warn(warning.replace('serving', 'holding the server against'));
  if (gitlabVersion === undefined || version === undefined) return release;
  const [own = ''] = /^\d+\.\d+/.exec(version) ?? [];
  if (own !== '' && compareReleases(own, release) !== 0)
    warn(`the server says that it is GitLab ${version}, and is held against ${release}`);
  return release;
}

function ownRelease(version = 'latest'): ResolvedRelease {
  try {
    return resolveRelease(version);
  } catch (error) {
    if (!(error instanceof UnknownReleaseError)) throw error;
    throw new UserError(
      `the server says that it is GitLab ${version}: ${error.message}; --gitlab-version says what to hold it against`,
    );
  }
}

function checkerOf(release: Release): TrafficChecker {
  const source = loadSource();
  const about = { secrets: {}, relativeUrlRoot: '', consumer: 'verify' };
  return new TrafficChecker({ source, all: new AllReleases(source), release, ...about });
}

function tellLack({ notAsked, withheld }: Plan, what: string): void {
  for (const { operation, lack } of notAsked) warn(`${operation} ${what}: the facts have not ${lack}`);
  if (withheld > 0) note(`${withheld} requests that may change something are left out; --allow-writes asks them, too`);
}

/** What is no warning: it is as it was asked for. */
function note(message: string): void {
  console.error(`note: ${message}`);
}

interface Asking {
  readonly flags: VerifyFlags;
  readonly facts: Facts;
  readonly run: Run;
  readonly address: Address;
  readonly checker: TrafficChecker;
}

async function ask(plan: Plan, { flags, facts, run, address, checker }: Asking): Promise<Report> {
  const { only, ignore, baseline: file, updateBaseline, rate, verbose } = flags;
  const baseline = knownFindings(flags);
  const collector = new Collector({ files: new ContractFiles(loadSource()), only, ignore, baseline });
  const verifying = new Verifying({ address, facts, rate, checker, collector });
  try {
    await verifying.run(plan.asks, interruption());
  } finally {
    for (const sentence of verifying.leftBehind.sentences(run.mark)) note(sentence);
  }
  if (verifying.limited > 0)
    warn(`the server refused ${verifying.limited} requests because there were too many; --rate asks fewer a second`);
  const about = { name: nameOf(address), collector, checker, baseline, flags, planned: plan.asks.length };
  const report = reportOf(verifying, about);
  // Findings that were not come to yet would be gone from the baseline.
  const isComplete = report.problems.length === 0;
  if (file !== undefined && updateBaseline && isComplete) writeBaseline(file, report.findings);
  await writeReports(report, targetsOf(flags));
  if (verbose) console.error(verboseText(report.findings, plan, address));
  for (const { message } of report.problems) warn(`${message}; the report tells of those`, 'error');
  return report;
}

function interruption(): AbortSignal {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort());
  return stop.signal;
}
