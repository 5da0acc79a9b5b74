import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Release, resolveRelease } from '@gitlab-internal-api/contract';
import type { ListeningOptions } from '@gitlab-internal-api/server';
import type { Command } from 'commander';
import { refuseOppositeSelectors } from '../findings/selection.ts';
import { print, warn } from '../output.ts';
import { refuseUnwritableTargets } from '../reports/report-options.ts';
import { listeningOf, withPort } from '../serve/listening-flags.ts';
import { readSecrets, valuesOf } from '../serve/secret-files.ts';
import { explainStart } from '../serve/start-problem.ts';
import { stopOnSignals } from '../serve/stop.ts';
import { systemProblem, UserError } from '../user-error.ts';
import { addProxyOptions, isForPrograms, type ProxyFlags } from './proxy-options.ts';
import type { RunningProxy } from './start-proxy.ts';

/** Adds the command that stands between real programs and holds what they say against the contract. */
export function addProxy(program: Command): void {
  const command = program
    .command('proxy')
    .summary('hold live traffic against the contract')
    .description(
      'Stands between real programs, passes on what they send byte for byte, and tells what of it breaks the contract. Ctrl-C ends it with a summary, and with 1 where there were errors.',
    );
  addProxyOptions(command).action(async (given: ProxyFlags) => {
    const flags = withPort(given);
    try {
      await proxy(flags);
    } catch (error) {
      throw explainStart(error, flags);
    }
  });
}

async function proxy(flags: ProxyFlags): Promise<void> {
  refuseContradictions(flags);
  const listening = listeningOf(flags);
  const { release, warning } = resolveRelease(flags.gitlabVersion);
  if (warning !== undefined) warn(warning);
  const secrets = valuesOf(readSecrets(flags, {}));
  const authorities = flags.upstreamCa === undefined ? undefined : readAuthorities(flags.upstreamCa);
  // No reply of this program needs them, and they take as long as everything else about a broken message.
  Error.stackTraceLimit = 0;
  // Loaded here, so that help and mistakes in the flags do not wait for it.
  const { startProxy } = await import('./start-proxy.ts');
  const { liveOf } = await import('./live-of.ts');
  const sides = { listening, control: controlOf(flags), authorities };
  const running = await startProxy(flags, { release, secrets, ...sides, live: liveOf(flags.format) });
  stopOnSignals({ close: () => finish(running, flags) }, flags);
  await announce(running, flags, release);
}

async function announce(
  { url, urls, socket, controlUrl }: RunningProxy,
  flags: ProxyFlags,
  gitlabVersion: Release,
): Promise<void> {
  const upstream = flags.upstream.name;
  if (flags.ready)
    return print(JSON.stringify({ url, urls, socket, pid: process.pid, gitlabVersion, upstream, controlUrl }));
  if (isForPrograms(flags.format)) return;
  const lines = [
    `${urls.join(' and ')} passes on to ${upstream} and holds the traffic against GitLab ${gitlabVersion}.`,
    ...(flags.enforce ? ['What breaks the contract is refused.'] : []),
    ...(controlUrl === undefined ? [] : [`Journal: ${controlUrl}/-/worlds/default/journal`]),
    'Ctrl-C stops it.',
  ];
  await print(`${lines.join('\n')}\n`);
}

/** Tells what there was, and leaves the status for the end of the process. */
async function finish(running: RunningProxy, flags: ProxyFlags): Promise<void> {
  await running.close();
  const { summaryOf } = await import('./summary.ts');
  const { writeReports } = await import('../reports/write-reports.ts');
  const { jsonReport } = await import('../reports/json.ts');
  const report = summaryOf(running.inspector, flags);
  process.exitCode = report.exitCode;
  const files = flags.format.filter(({ file }) => file !== undefined);
  if (isForPrograms(flags.format)) await print(JSON.stringify({ summary: JSON.parse(jsonReport(report)) }));
  else await writeReports(report, [{ format: 'text', file: undefined }]);
  await writeReports(report, files);
}

/** The journal holds what programs say to each other: it is for this machine, whoever else the proxy serves. */
function controlOf({ controlPort: port, controlSocket }: ProxyFlags): ListeningOptions | undefined {
  if (port === undefined && controlSocket === undefined) return undefined;
  return { port, host: '127.0.0.1', socket: controlSocket === undefined ? undefined : resolve(controlSocket) };
}

function readAuthorities(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`cannot read the authorities ${file}: ${systemProblem(error)}`);
  }
}

function refuseContradictions(flags: ProxyFlags): void {
  const { upstream, basicAuth, upstreamCa, host, port, har, ndjson } = flags;
  refuseOppositeSelectors(flags.only, flags.ignore);
  refuseUnwritableTargets(flags.format);
  if (basicAuth)
    throw new UserError(
      'the proxy asks for no credentials of its own: leave --basic-auth out; what clients present goes to the upstream',
    );
  if (upstreamCa !== undefined && !upstream.isSecure)
    throw new UserError(`--upstream-ca needs an upstream with https://, and ${upstream.name} is none`);
  if (har !== undefined && ndjson !== undefined && resolve(har) === resolve(ndjson))
    throw new UserError(`--har and --ndjson name the same file, ${har}`);
  const { where } = upstream;
  const isItself =
    'socketPath' in where
      ? flags.socket !== undefined && resolve(flags.socket) === where.socketPath
      : port === where.port && port !== 0 && [host, 'localhost'].includes(where.host);
  if (isItself)
    throw new UserError(
      `the upstream ${upstream.name} is where the proxy would listen; choose another place with --port or --socket`,
    );
}
