import type { Soon } from '@gitlab-internal-api/validator';
import type { Edition } from '../edition.ts';
import type { Key } from '../store/keys.ts';
import type { Namespace } from '../store/namespaces.ts';
import type { Project } from '../store/projects.ts';
import type { Store } from '../store/store.ts';
import type { User } from '../store/users.ts';
import type { Instance } from '../world/instance.ts';

/** Who wants to do something: nobody, a user, or a key with or without a user (a deploy key). */
export interface Actor {
  readonly user: User | undefined;
  readonly key: Key | undefined;
}

/** A ref that a push changes. */
export interface Change {
  readonly oldrev: string;
  readonly newrev: string;
  readonly ref: string;
}

/** What the access check is asked. */
export interface Question {
  readonly actor: Actor;
  /** How the request names the actor, who may be unknown; undefined where it names none. */
  readonly named: string | undefined;
  readonly action: string | undefined;
  readonly protocol: string | undefined;
  /** Undefined where the path leads to nothing. */
  readonly project: Project | undefined;
  /** The path as it was asked for, without `.git`. */
  readonly path: string;
  /** Where a push to a path that leads to nothing would make a project; undefined where the actor may not. */
  readonly creatable: Namespace | undefined;
  /** Undefined for `_any`, which asks whether some push could be allowed. */
  readonly changes: readonly Change[] | undefined;
  readonly address: string | undefined;
  /** The actor's role in the project. */
  readonly role: () => Soon<number>;
  readonly instance: Instance;
  readonly edition: Edition;
  readonly store: Store;
  readonly now: Date;
}

/** Whether the actor wants to write. */
export function isPush({ action }: Question): boolean {
  return action === 'git-receive-pack';
}

/** Whether the actor is a key without a user. */
export function isDeployKey(actor: Actor): actor is Actor & { key: Key } {
  return actor.key !== undefined && actor.key.user_id === null;
}
