import { operationTable } from '@gitlab-internal-api/contract/operations';
import { InvalidArgumentError } from 'commander';
import { nearest } from '../nearest.ts';
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
      `There is no finding '${code}'; the nearest is ${nearest(code, findingCodes)}. findings.md lists them all.`,
    );
  // Nothing would ever be found there, and a pipeline would pass for a slip of the pen.
  if (operation !== undefined && !operationIds.includes(operation))
    throw new InvalidArgumentError(
      `There is no operation '${operation}'; the nearest is ${nearest(operation, operationIds)}.`,
    );
  return { code, operation };
}

/** Whether a finding is one of those selected. */
export function isSelected({ code, operation }: Finding, selectors: readonly Selector[]): boolean {
  return selectors.some(
    (selector) => selector.code === code && (selector.operation === undefined || selector.operation === operation?.id),
  );
}
