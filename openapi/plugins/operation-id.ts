import { isText, rule } from './redocly.ts';

const verbs = [
  'advance',
  'authenticate',
  'check',
  'create',
  'delete',
  'discover',
  'find',
  'get',
  'list',
  'move',
  'record',
  'regenerate',
  'resolve',
  'update',
  'upsert',
];
const gitHooks = ['preReceive', 'postReceive'];
const verbAndNoun = new RegExp(`^(${verbs.join('|')})([A-Z][a-z0-9]+)+$`);

/** An operationId is a verb of a short list and what it is done to, or the name of a Git hook: it becomes a function's name. */
export const operationId = rule(() => ({
  Operation({ operationId: id }, { location, report }) {
    if (isText(id) && (verbAndNoun.test(id) || gitHooks.includes(id))) return;
    report({
      message:
        `Write as \`operationId\` in lowerCamelCase one of the verbs ${verbs.join(', ')} and what it is done to, ` +
        `as in \`getAgentInfo\`, or the name of a Git hook, ${gitHooks.join(' or ')}.`,
      location: location.child(['operationId']),
    });
  },
}));
