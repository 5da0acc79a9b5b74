import type { Frame, Spent, Stack } from './samples.ts';

/** A Markdown table of the functions in which most of the time was spent, without what they call. */
export function functionsOf(spent: readonly Spent[], count: number): string {
  const rows = sharesBy(spent, ({ stack: [frame] }) => functionOf(frame)).slice(0, count);
  return tableOf('| self time | function |', rows);
}

/** A Markdown table of our folders and others' packages; the time in Node and V8 counts for whoever called them. */
export function partsOf(spent: readonly Spent[]): string {
  const rows = sharesBy(spent, ({ stack }) => partOf(stack));
  const shown = rows.filter(({ share }) => share >= 0.01);
  const others = rows.filter((row) => !shown.includes(row)).reduce((sum, { share }) => sum + share, 0);
  return tableOf('| share | part |', [...shown, { name: 'what is less than 1 %', share: others }]);
}

interface Row {
  readonly name: string;
  readonly share: number;
}

function sharesBy(spent: readonly Spent[], nameOf: (one: Spent) => string): Row[] {
  const all = timeOf(spent);
  return [...Map.groupBy(spent, nameOf)]
    .map(([name, ofOne]) => ({ name, share: timeOf(ofOne) / all }))
    .toSorted((a, b) => b.share - a.share);
}

function timeOf(spent: readonly Spent[]): number {
  return spent.reduce((sum, { time }) => sum + time, 0);
}

function tableOf(head: string, rows: readonly Row[]): string {
  return [head, '|---|---|', ...rows.map(({ name, share }) => `| ${(share * 100).toFixed(1)} % | ${name} |`)].join(
    '\n',
  );
}

function functionOf({ functionName, url, lineNumber }: Frame): string {
  const place = placeOf(url);
  if (functionName === '') return place === '' ? 'native code' : `\`${place}:${lineNumber + 1}\``;
  return place === '' ? `\`${functionName}\`` : `\`${functionName}\` (\`${place}\`)`;
}

/** Files of ours without what all of them begin with, those of others from their package on. */
function placeOf(url: string): string {
  return url.replace(/^.*\/packages\/([^/]+)\/src\//, '$1/').replace(/^.*\/node_modules\//, '');
}

/** The collector interrupts whoever comes by; everything else belongs to the innermost function that is not Node's. */
function partOf(stack: Stack): string {
  if (stack[0].functionName === '(garbage collector)') return 'collecting garbage';
  const [found] = stack.map(({ url }) => partIn(url)).filter((part) => part !== undefined);
  return found ?? 'Node, called by nobody: sockets, HTTP, promises';
}

function partIn(url: string): string | undefined {
  const [, own, inner] = /\/packages\/([^/]+)\/src\/([^/]+)/.exec(url) ?? [];
  if (own !== undefined) return `\`${own}/${inner}\``;
  const [, other] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? [];
  return other;
}
