import { orNearest } from '../nearest.ts';
import { UserError } from '../user-error.ts';
import { catalogue, findingCodes, isFindingCode } from './catalogue.ts';

/** What the catalogue says about a code. */
export function explain(code: string): string {
  if (!isFindingCode(code)) throw new UserError(`there is no finding '${code}'${orNearest(code, findingCodes)}`);
  const { severity, title, fix } = catalogue[code];
  return `${code} (${severity})\n\n${title}.\n${fix}\n`;
}
