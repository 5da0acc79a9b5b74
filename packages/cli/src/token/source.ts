import { type Release, resolveRelease } from '@gitlab-internal-api/contract';
import type * as Server from '@gitlab-internal-api/server';
import { warn } from '../output.ts';
import { credentialsOf, wellKnown } from '../serve/credentials.ts';
import { readSecrets, type Secrets, valuesOf } from '../serve/secret-files.ts';
import { UserError } from '../user-error.ts';
import type { TokenFlags } from './flags.ts';

/** What tokens are made of, and judged against. */
export interface TokenSource {
  readonly library: typeof Server;
  readonly release: Release;
  readonly world: Server.World;
  readonly secrets: Partial<Secrets>;
  readonly now: Date;
}

/** Reads secrets and world as `serve` does, and says on standard error what it cannot know. */
export async function openTokenSource(flags: TokenFlags): Promise<TokenSource> {
  const { release, warning } = resolveRelease(flags.gitlabVersion);
  if (warning !== undefined) warn(warning);
  const given = valuesOf(readSecrets(flags, process.env));
  // Loaded here, so that help and mistakes in the flags do not wait for it.
  const library = await import('@gitlab-internal-api/server');
  const world = open(library, flags.world);
  const { shell, kas, error_tracking: errorTracking } = world.secrets ?? {};
  const secrets = {
    ...(shell !== undefined && { shell }),
    ...(kas !== undefined && { kas }),
    ...(errorTracking !== undefined && { errorTracking }),
    ...given,
  };
  return { library, release, world, secrets, now: flags.now ?? new Date() };
}

function open({ defaultWorld, openWorld }: typeof Server, file: string | undefined): Server.World {
  try {
    return file === undefined ? defaultWorld() : openWorld(file);
  } catch (error) {
    if (error instanceof Error && error.name === 'WorldFileError') throw new UserError(error.message);
    throw error;
  }
}

/** Whether one of these secrets is one that everybody knows, because it stands in the default world. */
export function isDevelopment({ library }: TokenSource, values: readonly string[]): boolean {
  const presented = values.map((value) => ({ name: '', value }));
  return wellKnown(presented, credentialsOf(library.defaultWorld(), {})).length > 0;
}
