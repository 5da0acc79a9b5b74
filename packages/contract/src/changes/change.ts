import type { Release } from '../release.ts';

/** What may differ between two releases of the contract. */
export type ChangeSubject =
  | 'operation'
  | 'parameter'
  | 'request body'
  | 'rule'
  | 'media type'
  | 'credential'
  | 'status'
  | 'reply field'
  | 'consumer'
  | 'statement';

/** How it differs. */
export type ChangeKind =
  | 'added'
  | 'removed'
  | 'deprecated'
  | 'no longer deprecated'
  | 'made required'
  | 'made optional'
  | 'narrowed'
  | 'widened'
  | 'changed'
  | 'documented';

/** One thing about an operation that is different in the newer release. */
export interface Change {
  readonly subject: ChangeSubject;
  /** The parameter, field, credential …; empty for the operation itself and its request body. */
  readonly name: string;
  /** The status of the reply that a field belongs to. */
  readonly status?: number;
  readonly kind: ChangeKind;
  /** The release in which it became so. */
  readonly release: Release;
  /** When GitLab had an operation first, where its documentation came later. */
  readonly introduced?: Release;
}

/** Whether a client made for one release works with a GitLab of another, as far as is known, and why. */
export interface Verdict {
  readonly client: Release;
  readonly server: Release;
  readonly answer: 'works' | 'breaks' | 'unknown';
  readonly reasons: readonly string[];
}

/** What the changes of an operation mean for one of those who call it. */
export interface ConsumerVerdicts {
  readonly consumer: string;
  /** A client made for the older release, with a GitLab of the newer one. */
  readonly olderClient: Verdict;
  /** A client made for the newer release, with a GitLab of the older one. */
  readonly newerClient: Verdict;
}

/** An operation that is not the same in both releases. */
export interface OperationChanges {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly changes: readonly Change[];
  readonly consumers: readonly ConsumerVerdicts[];
}

/** A change in words: `parameter counters added`. */
export function changeText({ subject, name, status, kind, introduced }: Omit<Change, 'release'>): string {
  if (kind === 'documented') return subject === 'consumer' ? `documented: ${name} calls it` : `documented: ${name}`;
  if (subject === 'rule') return `rule ${kind}: ${name}`;
  if (subject === 'reply field') return `field ${name} of reply ${status} ${kind}`;
  if (subject === 'operation' && kind === 'added') return documentedText(introduced);
  return `${`${subject} ${name}`.trim()} ${kind}`;
}

/** An operation counts from its first documentation on; GitLab has had most of them for longer. */
function documentedText(introduced: Release | undefined): string {
  return `operation documented${introduced === undefined ? '' : `; in GitLab since ${introduced}`}`;
}

const answers = { works: 'works with', breaks: 'breaks with', unknown: 'is not known to work with' } as const;

/** A verdict in words: `kas made for 14.2 breaks with GitLab 15.5`. */
export function verdictText(consumer: string, { client, server, answer }: Verdict): string {
  return `${consumer} made for ${client} ${answers[answer]} GitLab ${server}`;
}

/** Whether a client that works with the older release stops working with the newer one. */
export function isBreaking({ consumers }: Pick<OperationChanges, 'consumers'>): boolean {
  return consumers.some(({ olderClient }) => olderClient.answer === 'breaks');
}
