import { STATUS_CODES } from 'node:http';
import { entriesOf, rule } from './redocly.ts';

/** Node knows these two; IANA's registry of HTTP statuses has the first as unused and the second not at all. */
const unregistered = ['418', '509'];

/** A response stands under a status of IANA's registry: no `default`, no `5XX`, nothing invented. */
export const registeredStatuses = rule(() => ({
  Responses(responses, { location, report }) {
    for (const [status] of entriesOf(responses)) {
      if (Object.hasOwn(STATUS_CODES, status) && !unregistered.includes(status)) continue;
      const message = `\`${status}\` is no registered HTTP status; write each status that a caller can meet by its own number.`;
      report({ message, location: location.child([status]).key() });
    }
  },
}));
