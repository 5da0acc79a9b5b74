import { digest } from './digest.ts';
import type { Scope } from './scope.ts';

/** The recovery codes for two-factor authentication of the users of a world. */
export class RecoveryCodes {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Gives a user these codes; those from before are void. */
  async replace(userId: number, codes: readonly string[]): Promise<void> {
    const { database, world } = this.#scope;
    const kept = JSON.stringify(codes.map(digest));
    await database
      .insertInto('recovery_codes')
      .values({ world, user_id: userId, codes: kept })
      .onConflict((conflict) => conflict.columns(['world', 'user_id']).doUpdateSet({ codes: kept }))
      .execute();
  }
}
