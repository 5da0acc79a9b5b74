/** How long a call waits for its reply, in milliseconds; `Infinity` is for ever. */
export interface Timeouts {
  /** For one attempt: 30,000, and 60,000 for `checkGitAccess`. */
  readonly attempt?: number | undefined;
  /** For all attempts and the pauses between them: 300,000, which is as long as GitLab Shell waits. */
  readonly total?: number | undefined;
}

/** Both limits, in milliseconds. */
export interface Limits {
  readonly attempt: number;
  readonly total: number;
}

/** The timeouts of an operation; what a call says wins over what its client says. */
export function limitsOf(operation: string, ofClient: Timeouts = {}, ofCall: Timeouts = {}): Limits {
  // GitLab itself ends the checks of a push after 50 seconds, and says so with a 503 that is worth waiting for.
  const patience = operation === 'checkGitAccess' ? 60_000 : 30_000;
  const attempt = ofCall.attempt ?? ofClient.attempt ?? patience;
  const total = ofCall.total ?? ofClient.total ?? 300_000;
  if (attempt > 0 && total > 0) return { attempt, total };
  throw new TypeError(`timeouts are milliseconds above 0, not ${attempt} and ${total}`);
}
