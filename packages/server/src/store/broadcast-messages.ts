import { Prepared } from './prepared.ts';
import type { Scope } from './scope.ts';

/** What the administrators of a world have to say to everybody. */
export class BroadcastMessages {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** The texts, in the order in which they were added. */
  async texts(): Promise<string[]> {
    const messages = await inOrder.all(this.#scope, {});
    return messages.map(({ message }) => message);
  }
}

const inOrder = new Prepared(({ database, world }) =>
  database.selectFrom('broadcast_messages').select('message').where('world', '=', world).orderBy('id'),
);
