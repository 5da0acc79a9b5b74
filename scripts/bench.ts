/** Runs the benches in `scripts/bench/`, all or those named, and prints one table: `npx -y pnpm@12 bench generate`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A row of the table: what was measured, the figure, and the target where there is one. */
export interface Measurement {
  readonly what: string;
  readonly figure: string;
  readonly target?: string;
}

const folder = join(import.meta.dirname, 'bench');
const subjects = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));
const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const unknown = wanted.find((name) => !subjects.includes(name));
if (unknown !== undefined) {
  console.error(`no bench is called '${unknown}'; there are: ${subjects.join(', ')}`);
  process.exit(2);
}

const rows: (Measurement & { bench: string })[] = [];
for (const bench of wanted.length > 0 ? wanted : subjects) {
  const { measure } = (await import(join(folder, `${bench}.ts`))) as { measure: () => Promise<Measurement[]> };
  rows.push(...(await measure()).map((row) => ({ bench, ...row })));
}
console.table(rows);
