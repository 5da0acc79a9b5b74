import { entriesOf, type Mapping, rule } from './redocly.ts';

/** Each body, sent or received, has a schema and at least one named example. */
export const mediaTypeExamples = rule(() => ({
  MediaType(mediaType, { location, report }) {
    for (const message of complaints(mediaType)) report({ message, location: location.key() });
  },
}));

function complaints({ schema, example, examples }: Mapping): string[] {
  const messages: string[] = [];
  if (schema === undefined) messages.push('`schema` is missing; write what this body looks like.');
  if (example !== undefined)
    messages.push('The `example` has no name; write it as `examples: {<name>: {summary: …, value: …}}`.');
  else if (entriesOf(examples).length === 0)
    messages.push('An example is missing; write one as `examples: {<name>: {summary: …, value: …}}`.');
  return messages;
}
