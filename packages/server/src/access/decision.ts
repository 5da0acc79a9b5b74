import type { Outcome } from './check.ts';
import { checks } from './checks.ts';
import type { Question } from './question.ts';

/** A step of the way to a decision. */
export interface Step {
  readonly check: string;
  readonly passed: boolean;
  /** What the check was about. */
  readonly detail?: string | undefined;
}

/** How the access check ended, and over which checks it came there. */
export interface Decision {
  readonly outcome: Outcome;
  readonly trace: readonly Step[];
}

/** Asks the checks one after the other until one of them decides. */
export async function decide(question: Question): Promise<Decision> {
  const trace: Step[] = [];
  for (const check of checks) {
    const found = check.decide(question);
    const { outcome, detail } = found instanceof Promise ? await found : found;
    // A detail may hold what the client wrote, of any length.
    trace.push({ check: check.name, passed: outcome === undefined, detail: detail?.slice(0, 300) });
    if (outcome) return { outcome, trace };
  }
  return { outcome: { kind: 'allowed' }, trace };
}
