import { digest } from './digest.ts';
import { Prepared } from './prepared.ts';
import type { Scope } from './scope.ts';

/** The recovery codes for two-factor authentication of the users of a world. */
export class RecoveryCodes {
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** Gives a user these codes; those from before are void. */
  async replace(userId: number, codes: readonly string[]): Promise<void> {
    await replacement.all(this.#scope, { userId, codes: JSON.stringify(codes.map(digest)) });
  }
}

const replacement = new Prepared(({ database, world }, { userId, codes }: { userId: number; codes: string }) =>
  database
    .insertInto('recovery_codes')
    .values({ world, user_id: userId, codes })
    .onConflict((conflict) => conflict.columns(['world', 'user_id']).doUpdateSet({ codes })),
);
