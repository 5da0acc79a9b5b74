import type { Outcome } from './check.ts';
import { checks } from './checks.ts';
import type { Question } from './question.ts';

/** A step of the way to a decision. */
export interface Step {
  readonly check: string;
  readonly passed: boolean;
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
    const outcome = await check.decide(question);
    trace.push({ check: check.name, passed: outcome === undefined });
    if (outcome) return { outcome, trace };
  }
  return { outcome: { kind: 'allowed' }, trace };
}
