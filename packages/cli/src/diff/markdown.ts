import { changeText, type OperationChanges, type ReleaseChanges } from '@gitlab-internal-api/contract/changes';
import { summary, verdictSentences } from './told.ts';

/** The changes for a merge request, an issue or a wiki. */
export function markdownChanges(changes: ReleaseChanges): string {
  const title = `## GitLab's internal API from ${changes.from} to ${changes.to}`;
  return `${[title, summary(changes).map(plain).join(' '), ...changes.operations.map(operationMarkdown)].join('\n\n')}\n`;
}

function operationMarkdown(operation: OperationChanges): string {
  const { changes, method, path } = operation;
  const told = changes.map((change) => `- ${change.release}: ${plain(changeText(change))}`);
  const verdicts = verdictSentences(operation).map(({ text, answer }) => {
    return `- ${answer === 'breaks' ? `**${plain(text)}**` : plain(text)}`;
  });
  return [`### ${operation.operation}`, `\`${method} ${path}\``, told.join('\n'), 'Clients:', verdicts.join('\n')].join(
    '\n\n',
  );
}

/** Underscores and brackets of names are no formatting. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>]/g, '\\$&');
}
