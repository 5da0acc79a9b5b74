import type { Question } from './question.ts';
import { checks } from './checks.ts';

/** How the access check ended. */
export type Outcome =
  | { readonly kind: 'allowed' }
  /** 401 with a text: forbidden to this actor. */
  | { readonly kind: 'forbidden'; readonly message: string }
  /** 404 with a text: not there, or not visible to this actor. */
  | { readonly kind: 'not-found'; readonly message: string }
  /** 300: to be done on the Geo primary. */
  | { readonly kind: 'custom-action' };

/** One check, in GitLab's order; undefined passes the question on to the next one. */
export interface Check {
  /** What it asks, as the trace shows it. */
  readonly name: string;
  decide(question: Question): Outcome | undefined | Promise<Outcome | undefined>;
}

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
