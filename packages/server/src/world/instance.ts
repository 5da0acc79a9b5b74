import type { Secrets } from '../authentication/secrets.ts';
import { complete } from './defaults.ts';
import type { World } from './world.ts';

/** The settings of a world's instance, with every default filled in. */
export interface Instance
  extends Omit<Required<NonNullable<World['instance']>>, 'gitaly' | 'external_url' | 'gitlab_version'> {
  readonly external_url: string;
  /** Undefined where the release that is served decides. */
  readonly gitlab_version: string | undefined;
  readonly gitaly: {
    readonly address: string;
    readonly token: string | null;
    readonly features: Readonly<Record<string, 'true' | 'false'>>;
  };
}

/** What flags of the server say instead of the world. */
export interface InstanceOverrides {
  readonly externalUrl?: string | undefined;
  readonly gitalyAddress?: string | undefined;
  readonly gitalyToken?: string | undefined;
}

/** The settings of the instance that a world describes. */
export function instanceOf(world: World, { externalUrl, gitalyAddress, gitalyToken }: InstanceOverrides): Instance {
  const { external_url, gitlab_version, ...instance } = complete('Instance', world.instance ?? {});
  const { address, token, features } = complete('Gitaly', instance.gitaly);
  return {
    ...instance,
    external_url: (externalUrl ?? external_url ?? defaultUrl).replace(/\/+$/, ''),
    gitlab_version,
    gitaly: { address: gitalyAddress ?? address, token: gitalyToken ?? token, features },
  };
}

// Where the server listens unless told otherwise.
const defaultUrl = 'http://127.0.0.1:3001';

/** The secrets that a world has; files and flags of the server win over them. */
export function secretsOf({ secrets: { shell, kas, error_tracking } = {} }: World): Partial<Secrets> {
  return {
    ...(shell !== undefined && { shell }),
    ...(kas !== undefined && { kas }),
    ...(error_tracking !== undefined && { errorTracking: error_tracking }),
  };
}
