import {
  isBreaking,
  type OperationChanges,
  type ReleaseChanges,
  type Verdict,
  verdictText,
} from '@gitlab-internal-api/contract/changes';

/** The sentences about those who call an operation; one says it all where nothing breaks. */
export function verdictSentences({ consumers }: OperationChanges): { text: string; answer: Verdict['answer'] }[] {
  return consumers.flatMap(({ consumer, olderClient, newerClient }) => {
    const isPlain = [olderClient, newerClient].every(
      ({ answer, reasons }) => answer === 'works' && reasons.length === 0,
    );
    if (isPlain) return [{ text: `${consumer} works both ways`, answer: 'works' as const }];
    return [olderClient, newerClient].map((verdict) => ({ text: sentence(consumer, verdict), answer: verdict.answer }));
  });
}

/** A verdict and what it rests on. */
export function sentence(consumer: string, verdict: Verdict): string {
  const text = verdictText(consumer, verdict);
  return verdict.reasons.length === 0 ? text : `${text}: ${verdict.reasons.join(' ')}`;
}

/** How much changed, and what that breaks. */
export function summary(changes: ReleaseChanges): string[] {
  const { from, to, operations } = changes;
  const breaking = operations.filter(isBreaking).map(({ operation, consumers }) => {
    const names = consumers
      .filter(({ olderClient }) => olderClient.answer === 'breaks')
      .map(({ consumer }) => consumer);
    return `${operation} (${names.join(', ')})`;
  });
  if (operations.length === 0) return [`GitLab ${from} to ${to}: nothing changed.`];
  if (breaking.length === 0)
    return [countsOf(changes), `No client made for ${from} is known to break with GitLab ${to}.`];
  return [countsOf(changes), `Clients made for ${from} break with GitLab ${to} in ${breaking.join(', ')}.`];
}

function countsOf({ from, to, operations }: ReleaseChanges): string {
  const count = (kind: string) => operations.filter(({ changes }) => changes.some(isAbout(kind))).length;
  const [added, removed] = [count('added'), count('removed')];
  const others = operations.length - added - removed;
  return `GitLab ${from} to ${to}, operations: ${added} new, ${removed} removed, ${others} otherwise different.`;
}

function isAbout(kind: string) {
  return (change: { subject: string; kind: string }) => change.subject === 'operation' && change.kind === kind;
}
