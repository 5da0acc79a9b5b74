import type { Recorded, Setting } from './recorded.ts';
import type { Kept } from './ring.ts';

/** Of how many texts a recorded exchange is made: its facts and its remarks, both JSON, and the body of the reply. */
export const textsOfExchange = 3;

/** A recorded exchange as it lies in a ring; its bytes are the body of the request. */
export function written({ facts, setting, remarks, body, replyText }: Recorded): Kept<Setting> {
  return { texts: [JSON.stringify(facts), remarks, replyText], bytes: body, about: setting };
}

/** The recorded exchange that was written. */
export function read({ texts: [facts = '', remarks = '', replyText = ''], bytes, about }: Kept<Setting>): Recorded {
  return { facts: JSON.parse(facts), setting: about, remarks, body: bytes, replyText };
}
