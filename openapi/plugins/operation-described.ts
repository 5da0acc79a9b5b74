import { isText, rule } from './redocly.ts';

const facts = [
  { key: 'summary', write: 'a question or an imperative', isThere: isText },
  { key: 'description', write: 'in plain sentences what happens', isThere: isText },
  { key: 'security', write: 'the credentials that it takes', isThere: isFilledList },
  { key: 'x-gitlab-since', write: 'the first edition that documents it', isThere: isAnything },
  { key: 'x-gitlab-consumers', write: 'who calls it', isThere: isAnything },
  { key: 'x-gitlab-repeat', write: 'what happens when it is repeated: safe, idempotent or never', isThere: isAnything },
  { key: 'x-gitlab-source', write: 'where the facts come from', isThere: isAnything },
];

/** An operation says what it does, who calls it with which credentials, since when, and how we know. */
export const operationDescribed = rule(() => ({
  Operation(operation, { location, report }) {
    for (const { key, write, isThere } of facts) {
      if (isThere(operation[key])) continue;
      report({ message: `\`${key}\` is missing; write ${write}.`, location: location.key() });
    }
  },
}));

function isFilledList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function isAnything(value: unknown): boolean {
  return value !== undefined;
}
