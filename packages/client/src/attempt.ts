import { CredentialError } from './credentials.ts';
import type { Aborted, CallFacts, RawReply, Timeout, TransportError } from './result.ts';

/** Why an attempt brought no reply. */
export type NoReply = Omit<Aborted, keyof CallFacts> | Pick<Timeout, 'status'> | Omit<TransportError, keyof CallFacts>;

/** Sends a request and waits so many milliseconds for its reply, unless the caller's signal is aborted before. */
export async function attempt(
  send: (signal: AbortSignal) => Promise<RawReply>,
  patience: number,
  signal: AbortSignal | undefined,
): Promise<RawReply | NoReply> {
  if (signal?.aborted) return { status: 'aborted', reason: signal.reason };
  const controller = new AbortController();
  const abort = () => controller.abort();
  // Timers count in 31 bits, and take whatever is longer for a millisecond.
  const timer = setTimeout(abort, Math.min(patience, 2 ** 31 - 1));
  signal?.addEventListener('abort', abort);
  try {
    return await orAborted(send(controller.signal), controller.signal);
  } catch (error) {
    if (error instanceof CredentialError) throw error;
    if (signal?.aborted) return { status: 'aborted', reason: signal.reason };
    if (controller.signal.aborted) return { status: 'timeout' };
    return { status: 'transport-error', error: error instanceof Error ? error : new Error(String(error)) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

/** Waits as for a reply that never comes. */
export async function pause(delay: number, signal: AbortSignal | undefined): Promise<void> {
  await attempt(() => new Promise(() => {}), delay, signal);
}

/** A secret that never arrives or a `fetch` of the caller's may not heed the signal. */
function orAborted<T>(sent: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  return Promise.race([sent, aborted]);
}
