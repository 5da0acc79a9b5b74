import type { StatusOrReason } from './result.ts';

/** What there is to log about an attempt. Secrets are in none of it. */
export interface AttemptEvent {
  readonly operation: string;
  readonly method: string;
  /** The path as the contract writes it, with its parameters left open. */
  readonly path: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** The same for all attempts of a call. */
  readonly requestId: string;
  /** What was sent; the value of each header that might hold a secret is masked. */
  readonly headers: Readonly<Record<string, string>>;
  /** The status of the reply, or why there is none. */
  readonly status: StatusOrReason;
  /** That of a transport error. */
  readonly error?: Error;
  /** In milliseconds. */
  readonly duration: number;
  /** The pause before the next attempt in milliseconds, if there is to be one. */
  readonly retryIn?: number;
}

/** Is told of each attempt when it is over; what it throws changes nothing for the call. */
export type OnAttempt = (event: AttemptEvent) => unknown;

/** Tells the hook of an attempt. */
export async function tell(hook: OnAttempt | undefined, event: () => AttemptEvent): Promise<void> {
  try {
    await hook?.(event());
  } catch {
    // A log that cannot be written must not undo a call that GitLab has answered.
  }
}

const harmless = /^(accept|content-type|user-agent|x-request-id)$/;

/** Every header that is not known to be harmless has a mask for its value. */
export function masked(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, harmless.test(name) ? value : '[masked]']),
  );
}
