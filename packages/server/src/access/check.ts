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

/** One check, in GitLab's order; undefined passes the question on to the next one. */
export interface Check {
  /** What it asks, as the trace shows it. */
  readonly name: string;
  decide(question: Question): Outcome | undefined | Promise<Outcome | undefined>;
}
