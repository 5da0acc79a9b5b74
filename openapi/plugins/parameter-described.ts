import { isText, rule, type Visit } from './redocly.ts';

/** Each parameter and each header says what it means. */
export const parameterDescribed = rule(() => ({ Parameter: requireDescription, Header: requireDescription }));

const requireDescription: Visit = ({ name, description }, { key, location, report }) => {
  if (isText(description)) return;
  report({ message: `\`${name ?? key}\` has no \`description\`; write what it means.`, location: location.key() });
};
