import type { ConsumerCoverage, CoverageReport, Share } from '../coverage/coverage.ts';
import { type ItemKind, itemKinds } from '../coverage/items.ts';

const titles: Record<ItemKind, string> = {
  operation: 'operations',
  status: 'statuses',
  'media type': 'media types',
  parameter: 'parameters',
  value: 'values',
};

const columns = [16, 12, 12, 13, 14, 12];

/** A table of what each consumer exercised. */
export function coverageText(coverage: CoverageReport, least: number | undefined): string[] {
  const head = ['consumer', ...itemKinds.map((kind) => titles[kind])];
  const enough =
    least === undefined ? '' : `, ${coverage.percent < least ? 'less than' : 'at least'} the ${least} % asked for`;
  return [
    `Coverage ${coverage.percent} % of what the contract has for them${enough}`,
    row(head),
    ...coverage.consumers.map((consumer) => row([consumer.consumer, ...sharesOf(consumer)])),
    ...(coverage.consumers.length > 1 ? [row(['all', ...sharesOf(coverage)])] : []),
  ];
}

function sharesOf({ kinds }: ConsumerCoverage): string[] {
  return itemKinds.map((kind) => share(kinds[kind]));
}

function share({ covered, total }: Share): string {
  return `${covered} of ${total}`;
}

function row(cells: readonly string[]): string {
  return `  ${cells.map((cell, index) => cell.padEnd(columns[index] ?? 0)).join('')}`.trimEnd();
}
