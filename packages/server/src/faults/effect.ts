import type { Interference } from '@gitlab-internal-api/validator';
import type { Fault } from './fault.ts';

/** nginx's status for a connection that was closed without a reply. */
const noReply = 444;

/** What a fault does to the request that it strikes. */
export function effectOf({ name, answer, wait, cut, garble, redirect }: Fault): Omit<Interference, 'applied'> {
  if (answer) {
    const { status, headers, body, media_type } = answer;
    const type = media_type !== undefined && { 'Content-Type': media_type };
    return { fault: name, reply: { status, headers: { ...headers, ...type }, body: body as never } };
  }
  if (redirect)
    return { fault: name, reply: { status: redirect.status ?? 302, headers: { Location: redirect.location } } };
  if (cut) {
    const reply = cut.when === 'before' ? { status: noReply } : undefined;
    return { fault: name, reply, delivery: { cut: cut.when } };
  }
  return { fault: name, delivery: { wait: wait?.seconds, garble: garble?.how } };
}
