import { text as readText } from 'node:stream/consumers';
import type { Admission, Examination } from '@gitlab-internal-api/server';
import { UserError } from '../user-error.ts';

/** What `--explain` is given: a text, or `-` for what stands in standard input. */
export async function textToExplain(given: string): Promise<string> {
  const text = given === '-' ? await readText(process.stdin) : given;
  // Echo and files add the newline.
  const chomped = text.replace(/\r?\n$/, '');
  if (chomped.trim() !== '') return chomped;
  throw new UserError(
    "there is nothing to explain; give 'NAME: VALUE' or a value, or - and something in standard input",
  );
}

/** A text about a credential that does not show it. */
export function explanationOf({ what, passes, accepted, reasons }: Examination, gitlabVersion: string): string {
  const verdict = passes
    ? `It would pass with GitLab ${gitlabVersion}:`
    : `It would not pass with GitLab ${gitlabVersion}:`;
  const lines = passes ? accepted.filter(({ operations }) => operations.length > 0).map(admissionText) : reasons;
  return [
    `This is ${what}.`,
    verdict,
    ...(lines.length === 0 ? ['nothing looks at it'] : lines).map((line) => `  ${line}`),
  ].join('\n');
}

function admissionText({ place, operations }: Admission): string {
  const names = operations.map(({ id, together }) => (together ? `${id} (with ${together.join(' and ')})` : id));
  return `in ${place.replace(/^in /, '')}: ${names.join(', ')}`;
}
