import type { Soon } from '@gitlab-internal-api/validator';
import type { Check, Finding, Outcome } from './check.ts';
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
export function decide(question: Question): Soon<Decision> {
  return decideFrom(0, question, []);
}

function decideFrom(first: number, question: Question, trace: Step[]): Soon<Decision> {
  for (let index = first; ; index += 1) {
    const check = checks[index];
    if (!check) return { outcome: { kind: 'allowed' }, trace };
    const found = check.decide(question);
    if (found instanceof Promise)
      return found.then((later) => take(check, later, trace) ?? decideFrom(index + 1, question, trace));
    const decision = take(check, found, trace);
    if (decision) return decision;
  }
}

/** Adds a finding to the trace; undefined where it leaves the question to the next check. */
function take({ name }: Check, { outcome, detail }: Finding, trace: Step[]): Decision | undefined {
  // A detail may hold what the client wrote, of any length.
  trace.push({ check: name, passed: outcome === undefined, detail: detail?.slice(0, 300) });
  return outcome && { outcome, trace };
}
