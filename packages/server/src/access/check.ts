import type { Soon } from '@gitlab-internal-api/validator';
import type { Question } from './question.ts';

/** How the access check ended. */
export type Outcome =
  | { readonly kind: 'allowed' }
  /** 401 with a text: forbidden to this actor. */
  | { readonly kind: 'forbidden'; readonly message: string }
  /** 404 with a text: not there, or not visible to this actor. */
  | { readonly kind: 'not-found'; readonly message: string }
  /** 300: to be done on the Geo primary. */
  | { readonly kind: 'custom-action' };

/** What a check found. */
export interface Finding {
  /** Undefined passes the question on to the next check. */
  readonly outcome?: Outcome | undefined;
  /** What it was about, for the trace: `key 7, never expires`. */
  readonly detail?: string | undefined;
}

/** One check, in GitLab's order. */
export interface Check {
  /** What it asks, as the trace shows it. */
  readonly name: string;
  decide(question: Question): Soon<Finding>;
}

/** The question goes on to the next check. */
export function passed(detail?: string): Finding {
  return { detail };
}

/** It ends here: forbidden to this actor. */
export function forbidden(message: string, detail?: string): Finding {
  return { outcome: { kind: 'forbidden', message }, detail };
}

/** It ends here as if there were no such project. */
export function invisible(detail: string): Finding {
  const message = "The project you were looking for could not be found or you don't have permission to view it.";
  return { outcome: { kind: 'not-found', message }, detail };
}
