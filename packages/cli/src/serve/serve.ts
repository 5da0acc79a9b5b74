import { type Release, resolveRelease } from '@gitlab-internal-api/contract';
import type { RunningServer } from '@gitlab-internal-api/server';
import type { Command } from 'commander';
import { print, warn } from '../output.ts';
import { UserError } from '../user-error.ts';
import { banner } from './banner.ts';
import { listeningOf, withPort } from './listening-flags.ts';
import { staySmall } from './memory.ts';
import { readSecrets, valuesOf } from './secret-files.ts';
import { addServeOptions, type ServeFlags } from './serve-options.ts';
import { explainStart } from './start-problem.ts';
import { stopOnSignals } from './stop.ts';
import { reloadOnChange, stateOf } from './watch.ts';
import { WorldSource } from './world-source.ts';

/** Adds the command that runs the stub server. */
export function addServe(program: Command): void {
  const command = program
    .command('serve')
    .summary('run the stub server')
    .description(
      "Runs a stub of GitLab's internal API that keeps state, checks credentials and refuses what GitLab refuses.",
    );
  addServeOptions(command).action(async (given: ServeFlags) => {
    const flags = withPort(given);
    try {
      await serve(flags);
    } catch (error) {
      throw explainStart(error, flags);
    }
  });
}

async function serve(flags: ServeFlags): Promise<void> {
  const allowGrowth = staySmall();
  const { world: file, watch } = flags;
  if (watch && file === undefined) throw new UserError('--watch needs a file to watch: --world FILE');
  const { release, warning } = resolveRelease(flags.gitlabVersion);
  if (warning !== undefined) warn(warning);
  const given = readSecrets(flags, process.env);
  // Loaded here, so that help and mistakes in the flags do not wait for it.
  const library = await import('@gitlab-internal-api/server');
  allowGrowth();
  const source = new WorldSource(flags, given, library);
  if (flags.printWorld) return print(library.printWorld(source.read()));
  const watched = watch && file !== undefined ? library.worldFile(file) : undefined;
  const state = watched === undefined ? undefined : stateOf(watched);
  const world = source.open();
  const known = source.developmentCredentials(world);
  if (flags.printConfig !== undefined) {
    const { configurationOf } = await import('./print-config.ts');
    return print(configurationOf(flags.printConfig, { flags, given, known, urls: library }));
  }
  const listening = listeningOf(flags);
  const server = await library.startServer({
    ...flags,
    ...listening,
    release,
    world,
    secrets: valuesOf(given),
    accept: (kept) => source.accept(kept),
    onProgress: library.showProgress(),
    site,
  });
  stopOnSignals(server, flags);
  if (watched !== undefined && state !== undefined)
    reloadOnChange(watched, state, async () => server.reload(source.open()));
  await print(
    flags.ready ? readyLine(server, release) : banner({ release, server, listening, credentials: known, given }),
  );
}

function readyLine({ url, urls, socket }: RunningServer, gitlabVersion: Release): string {
  return JSON.stringify({ url, urls, socket, pid: process.pid, gitlabVersion });
}

/** Loaded when somebody opens a page. */
async function site(page: string, stub: { readonly url: string; readonly release: Release }) {
  const { renderPage } = await import('@gitlab-internal-api/docs');
  return renderPage(page, stub);
}
