import { STATUS_CODES } from 'node:http';
import { entriesOf, type Mapping, rule } from './redocly.ts';

const always = ['401', '500', '503'];
const withBody = ['400', '415'];

/** An operation lists a success and the refusals that a caller of any operation can meet. */
export const operationStatuses = rule(() => ({
  Operation(operation, { location, report }) {
    for (const message of complaints(operation)) report({ message, location: location.child(['responses']).key() });
  },
}));

function complaints({ requestBody, responses }: Mapping): string[] {
  const statuses = entriesOf(responses).map(([status]) => status);
  const wanted = requestBody === undefined ? always : [...withBody, ...always];
  const messages = wanted
    .filter((status) => !statuses.includes(status))
    .map((status) => `\`${status}\` is missing; write what a caller gets with it (${STATUS_CODES[status]}).`);
  if (!statuses.some((status) => /^2\d\d$/.test(status))) {
    messages.push('A success is missing; write what a caller gets when all goes well, under its 2xx status.');
  }
  return messages;
}
