import { isObject } from '@gitlab-internal-api/contract';
import type { Exchange } from './exchange.ts';
import { withApplied } from './preferences.ts';
import type { Reply } from './reply.ts';

/** The reply to a request that prefers `explain`: what decided stands in `Gitlab-Stub-Explain`, on one line. */
export function explained(reply: Reply, about: Pick<Exchange, 'violations' | 'remarks'>): Reply {
  const text = headerText(steps(about).join('; '));
  // Where nothing was decided, nothing was explained.
  if (text === '') return reply;
  const { headers, ...rest } = withApplied(reply, 'explain');
  return { ...rest, headers: { ...headers, 'Gitlab-Stub-Explain': text } };
}

/** Each step is a question, its answer, and what it was about. */
function steps({
  violations,
  remarks: { accepted, refused, trace },
}: Pick<Exchange, 'violations' | 'remarks'>): string[] {
  const reasons = Array.isArray(refused) ? refused.join(', ') : undefined;
  return [
    ...(typeof accepted === 'string' ? [step('credential is accepted', true, accepted)] : []),
    ...(reasons === undefined
      ? []
      : [step(accepted ? 'caller may do this' : 'credential is accepted', false, reasons)]),
    ...(violations.length > 0 ? [step('request fits the contract', false, 'see Gitlab-Stub-Violations')] : []),
    ...(Array.isArray(trace) ? trace.filter(isObject).map(traced) : []),
  ];
}

function traced({ check, passed, detail }: Readonly<Record<string, unknown>>): string {
  return step(String(check), passed === true, typeof detail === 'string' ? detail : undefined);
}

function step(question: string, answer: boolean, detail: string | undefined): string {
  return `${question}: ${answer ? 'yes' : 'no'}${detail === undefined ? '' : ` (${detail})`}`;
}

// Clients refuse heads that are too long, some at 8 kB for all headers together.
const longest = 4000;

/** A header holds visible ASCII: whatever else stands in a name or a path is written as in a URL. */
function headerText(text: string): string {
  const safe = text.toWellFormed().replaceAll(/[^ -~]+/g, (other) => encodeURIComponent(other));
  return safe.length > longest ? `${safe.slice(0, longest)}...` : safe;
}
