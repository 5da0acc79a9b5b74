import type { Contestant } from './contestants.ts';
import { type Answer, ask, type Running } from './run.ts';
import type { RecordedReplies } from './servers/replies.ts';
import type { Work, WorkRequest } from './work.ts';

/** Where the stub answers a work. */
export type StubFor = (work: Work) => Running;

/** Asks the stub everything once; what it answers is what the others have to answer. */
export async function recordReplies(work: readonly Work[], stubFor: StubFor): Promise<RecordedReplies> {
  const replies: RecordedReplies = {};
  for (const one of work) {
    for (const request of one.requests) {
      const line = `${request.method} ${request.path}`;
      const reply = await ask(stubFor(one).url, request);
      const before = replies[line];
      if (before && before.text !== reply.text)
        throw new Error(`${line} has two answers, which a server without behaviour cannot tell apart`);
      replies[line] = reply;
    }
  }
  return replies;
}

/** How a contestant answers a work: with which statuses, and where that is not what the stub answers. */
export interface Conformity {
  readonly statuses: readonly string[];
  readonly difference?: string;
}

/** Asks a contestant the requests of a work; only what it answers here may come back while it is measured. */
export async function conformityOf(running: Running, work: Work, replies: RecordedReplies): Promise<Conformity> {
  const statuses = new Set<string>();
  let difference: string | undefined;
  for (const request of work.requests) {
    const wanted = replies[`${request.method} ${request.path}`];
    const given = await ask(running.url, request);
    statuses.add(String(given.status));
    difference ??= wanted && differenceOf(request, wanted, given);
  }
  return { statuses: [...statuses], ...(difference !== undefined && { difference }) };
}

function differenceOf({ path }: WorkRequest, wanted: Answer, given: Answer): string | undefined {
  const operation = path.split('?', 1)[0]?.split('/').at(-1);
  if (given.status !== wanted.status)
    return `${operation}: ${given.status} for ${wanted.status}, ${given.text.slice(0, 200)}`;
  return masked(given.text) === masked(wanted.text) ? undefined : `${operation}: another body`;
}

/** A new token is another one each time. */
function masked(text: string): string {
  return text.replace(/"token":"[^"]+"/, '"token":"…"');
}

/** Ends the bench where somebody who has to answer as the stub does answers otherwise. */
export function insistOn({ name, differs }: Contestant, work: Work, { difference }: Conformity): void {
  if (difference !== undefined && differs === undefined)
    throw new Error(`${name} answers ${work.name} otherwise than the stub: ${difference}`);
}
