import type { Reply } from '@gitlab-internal-api/contract';
import { findAccount } from '../../access/account.ts';
import type { Context, Handler, HandlerInput } from '../../handler.ts';

type Input = HandlerInput<'regenerateRecoveryCodes'>;
/** What both operations get; neither looks at its caller. */
type Surroundings = Omit<Context<'regenerateRecoveryCodes'>, 'caller'>;
type Answer = Extract<Reply<'regenerateRecoveryCodes'>, { status: 200 }>;

/** Give this user new recovery codes for two-factor authentication. */
export const regenerateRecoveryCodes: Handler<'regenerateRecoveryCodes'> = (input, context): Promise<Answer> =>
  regenerate(input, context);

/** The same by the method that GitLab's documentation names. */
export const regenerateRecoveryCodesByGet: Handler<'regenerateRecoveryCodesByGet'> = (
  input,
  context,
): Promise<Answer> => regenerate(input, context);

async function regenerate(input: Input, context: Surroundings): Promise<Answer> {
  const account = await findAccount(input, 'retrieve recovery codes', context);
  if ('refusal' in account) return failure(account.refusal);
  if (account.user.two_factor === 0) return failure('Two-factor authentication is not enabled for this user');
  const recovery_codes = Array.from({ length: 10 }, () => context.random.hex(8));
  await context.store.recoveryCodes.replace(account.user.id, recovery_codes);
  return { status: 200, body: { success: true, recovery_codes } };
}

function failure(message: string): Answer {
  return { status: 200, body: { success: false, message } };
}
