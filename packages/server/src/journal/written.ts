import type { Facts, Recorded, Setting } from './recorded.ts';
import type { Kept } from './ring.ts';

/** A recorded exchange as it lies in a ring: a line of facts, a line of remarks, both JSON, and the body of the reply. */
export function written({ facts, setting, remarks, body, replyText }: Recorded): Kept<Setting> {
  return { text: `${JSON.stringify(facts)}\n${remarks}\n${replyText}`, bytes: body, about: setting };
}

/** The recorded exchange that was written. */
export function read({ text, bytes, about }: Kept<Setting>): Recorded {
  const end = text.indexOf('\n');
  const remarksEnd = text.indexOf('\n', end + 1);
  const facts: Facts = JSON.parse(text.slice(0, end));
  const [remarks, replyText] = [text.slice(end + 1, remarksEnd), text.slice(remarksEnd + 1)];
  return { facts, setting: about, remarks, body: bytes, replyText };
}
