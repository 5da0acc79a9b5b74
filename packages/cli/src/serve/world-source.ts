import type * as Server from '@gitlab-internal-api/server';
import { type Credential, credentialsOf, refuseToExpose, refuseToShutOut, wellKnown } from './credentials.ts';
import { type GivenSecrets, valuesOf } from './secret-files.ts';
import type { ServeFlags } from './serve-options.ts';

type World = Server.World;

/** Where the world comes from with which a server starts, and starts again when its file changes. */
export class WorldSource {
  readonly #flags: ServeFlags;
  readonly #given: GivenSecrets;
  readonly #open: (nameOrFile: string) => World;
  readonly #defaults: World;

  constructor(
    flags: ServeFlags,
    given: GivenSecrets,
    { defaultWorld, openWorld, showProgress }: Pick<typeof Server, 'defaultWorld' | 'openWorld' | 'showProgress'>,
  ) {
    this.#flags = flags;
    this.#given = given;
    this.#open = (nameOrFile) => openWorld(nameOrFile, { onProgress: showProgress() });
    this.#defaults = defaultWorld();
  }

  /** The world as it is described. */
  read(): World {
    const { world: file } = this.#flags;
    return file === undefined ? this.#defaults : this.#open(file);
  }

  /** The world if it may be served: somebody gets in, and from other machines nobody with what everybody knows. */
  open(): World {
    const world = this.read();
    refuseToShutOut(this.#credentials(world), this.#flags.world);
    this.accept(world);
    return world;
  }

  /** Refuses a world, also one that the database has already, with which others could get in from elsewhere. */
  accept(world: World): void {
    if (!this.#flags.allowDevCredentials) refuseToExpose(this.developmentCredentials(world), this.#flags.host);
  }

  /** The credentials of a world that everybody knows, because they are those of the default world. */
  developmentCredentials(world: World): Credential[] {
    return wellKnown(this.#credentials(world), credentialsOf(this.#defaults, {}));
  }

  #credentials(world: World): Credential[] {
    return credentialsOf(world, valuesOf(this.#given));
  }
}
