import { operationTable } from '@gitlab-internal-api/contract/operations';
import { InvalidArgumentError } from 'commander';
import { orNearest } from '../nearest.ts';
import { UserError } from '../user-error.ts';
import { findingCodes, isFindingCode } from './catalogue.ts';
import type { Finding } from './finding.ts';

const operationIds = Object.keys(operationTable);

/** A kind of finding, everywhere or in one operation. */
export interface Selector {
  readonly code: string;
  readonly operation: string | undefined;
}

/** Understands `code` and `code@operation`, several with commas between them; the flag may be repeated. */
export function toSelectors(text: string, others: readonly Selector[] = []): Selector[] {
  return [...others, ...text.split(',').map((word) => toSelector(word.trim()))];
}

function toSelector(word: string): Selector {
  const [code = '', operation] = word.split('@', 2);
  if (!isFindingCode(code))
    throw new InvalidArgumentError(
      `There is no finding '${code}'${orNearest(code, findingCodes)}. findings.md lists them all.`,
    );
  // Nothing would ever be found there, and a pipeline would pass for a slip of the pen.
  if (operation !== undefined && !operationIds.includes(operation))
    throw new InvalidArgumentError(`There is no operation '${operation}'${orNearest(operation, operationIds)}.`);
  return { code, operation };
}

/** Refuses to tell only what is ignored: nothing would ever be found, and a pipeline would pass. */
export function refuseOppositeSelectors(only: readonly Selector[], ignore: readonly Selector[]): void {
  const covers = (one: Selector, other: Selector) =>
    one.code === other.code && (one.operation === undefined || one.operation === other.operation);
  const vain = only.find((wanted) => ignore.some((unwanted) => covers(unwanted, wanted)));
  if (!vain) return;
  const { code, operation } = vain;
  const name = operation === undefined ? code : `${code}@${operation}`;
  throw new UserError(`--only asks for ${name}, and --ignore leaves it out; take it out of one of them`);
}

/** Whether a finding is one of those selected. */
export function isSelected({ code, operation }: Finding, selectors: readonly Selector[]): boolean {
  return selectors.some(
    (selector) => selector.code === code && (selector.operation === undefined || selector.operation === operation?.id),
  );
}
