import { styleText } from 'node:util';
import {
  changeText,
  isBreaking,
  type OperationChanges,
  type ReleaseChanges,
} from '@gitlab-internal-api/contract/changes';
import { wrap } from '../reports/wrap.ts';
import { summary, verdictSentences } from './told.ts';

/** The changes for a person at a terminal, within 80 columns. */
export function textChanges(changes: ReleaseChanges): string {
  const [counts = '', ...breaking] = summary(changes);
  const colour = changes.operations.some(isBreaking) ? 'red' : 'green';
  const last = [...wrap(counts), ...breaking.flatMap((text) => wrap(text)).map((line) => styleText(colour, line))];
  return [...changes.operations.map(operationText), last].map((lines) => `${lines.join('\n')}\n`).join('\n');
}

const colours = { works: 'green', breaks: 'red', unknown: 'yellow' } as const;

function operationText(operation: OperationChanges): string[] {
  const { changes, method, path } = operation;
  return [
    styleText('bold', operation.operation),
    ...wrap(`${method} ${path}`, 2),
    ...changes.flatMap((change) => hanging(`${change.release.padEnd(5)} `, changeText(change))),
    ...verdictSentences(operation).flatMap(({ text, answer }) =>
      hanging('', text, 2).map((line) => styleText(colours[answer], line)),
    ),
  ];
}

/** Breaks a text into lines of which all but the first are indented further. */
function hanging(label: string, text: string, further = label.length): string[] {
  const [first = '', ...rest] = wrap(text, 2 + Math.max(label.length, further));
  return [`  ${label}${first.trimStart()}`, ...rest];
}
