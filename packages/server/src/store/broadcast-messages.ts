import { after, type Soon } from '@gitlab-internal-api/validator';
import { Prepared } from './prepared.ts';
import type { Scope } from './scope.ts';

/** What the administrators of a world have to say to everybody. */
export class BroadcastMessages {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The texts, in the order in which they were added. */
  texts(): Soon<string[]> {
    return after(inOrder.all(this.#scope, {}), (messages) => messages.map(({ message }) => message));
  }
}

const inOrder = new Prepared(({ database, world }) =>
  database.selectFrom('broadcast_messages').select('message').where('world', '=', world).orderBy('id'),
);
