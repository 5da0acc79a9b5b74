import { type Document, type Release, resolveRelease } from '@gitlab-internal-api/contract';
import type { World } from '@gitlab-internal-api/server';
import type { Command } from 'commander';
import { banner } from './banner.ts';
import { credentialsOf, refuseToExpose, requireSecrets, wellKnown } from './credentials.ts';
import { print, warn } from './output.ts';
import { readSecrets, valuesOf } from './secret-files.ts';
import { addServeOptions, type ServeFlags } from './serve-options.ts';
import { explainStart } from './start-problem.ts';
import { stopOnSignals } from './stop.ts';
import { UserError } from './user-error.ts';
import { reloadOnChange } from './watch.ts';

/** Adds the command that runs the stub server. */
export function addServe(program: Command): void {
  const command = program.command('serve').summary('run the stub server').description("Runs a stub of GitLab's internal API that keeps state, checks credentials and refuses what GitLab refuses.");
  addServeOptions(command).action(async (flags: ServeFlags) => {
    try {
      await serve(flags);
    } catch (error) {
      throw await explainStart(error, flags);
    }
  });
}

async function serve(flags: ServeFlags): Promise<void> {
  if (flags.watch && flags.world === undefined) throw new UserError('--watch needs a file to watch: --world FILE');
  const { release, warning } = resolveRelease(flags.gitlabVersion);
  if (warning !== undefined) warn(warning);
  const given = readSecrets(flags, process.env);
  // Loaded here, so that help and mistakes in the flags do not wait for it.
  const { defaultWorld, printWorld, readWorldFile, startServer } = await import('@gitlab-internal-api/server');
  const defaults = defaultWorld();
  const { world: file } = flags;
  const read = () => (file === undefined ? defaults : readWorldFile(file));
  if (flags.printWorld) return print(printWorld(read()));
  const wellKnownIn = (world: World) => wellKnown(credentialsOf(world, valuesOf(given)), credentialsOf(defaults, {}));
  const open = () => {
    const world = read();
    requireSecrets(world, given, file);
    if (!flags.allowDevCredentials) refuseToExpose(wellKnownIn(world), flags.host);
    return world;
  };
  const world = open();
  const server = await startServer({ ...flags, release, world, secrets: valuesOf(given), reference });
  stopOnSignals(server);
  if (file !== undefined && flags.watch) reloadOnChange(file, () => server.reload(open()));
  await print(flags.ready ? readyLine(server.url, release) : banner({ release, url: server.url, credentials: wellKnownIn(world), shellSecret: server.secrets.shell, given }));
}

function readyLine(url: string, gitlabVersion: Release): string {
  return JSON.stringify({ url, pid: process.pid, gitlabVersion });
}

/** Loaded when somebody opens the page. */
async function reference(document: Document): Promise<string> {
  const { renderReference } = await import('@gitlab-internal-api/docs');
  return renderReference(document);
}
