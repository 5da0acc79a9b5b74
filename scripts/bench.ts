/**
 * Runs the benches in `scripts/bench/`, all or those named, and prints one table: `npx -y pnpm@12 bench generate`. Flags are
 * those of the bench that is named; when all run, those that can be quick are.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A row of the table: what was measured, the figure, and the target where there is one. */
export interface Measurement {
  readonly what: string;
  readonly figure: string;
  readonly target?: string;
}

interface Bench {
  readonly measure: (flags: readonly string[]) => Promise<Measurement[]>;
}

const folder = join(import.meta.dirname, 'bench');
const subjects = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));
const given = process.argv.slice(2);
const firstFlag = given.findIndex((argument) => argument.startsWith('-'));
const wanted = firstFlag === -1 ? given : given.slice(0, firstFlag);
const flags = wanted.length === 0 ? ['--quick'] : given.slice(wanted.length);
if (wanted.length !== 1 && given.length > wanted.length) {
  console.error(`the flags of a bench come after its name alone: bench peers ${given.slice(wanted.length).join(' ')}`);
  process.exit(2);
}
const unknown = wanted.find((name) => !subjects.includes(name));
if (unknown !== undefined) {
  console.error(`no bench is called '${unknown}'; there are: ${subjects.join(', ')}`);
  process.exit(2);
}

const rows: (Measurement & { bench: string })[] = [];
for (const bench of wanted.length > 0 ? wanted : subjects) {
  const { measure } = (await import(join(folder, `${bench}.ts`))) as Bench;
  if (measure.length === 0 && flags.length > 0 && wanted.length > 0) {
    console.error(`bench ${bench} has no flags`);
    process.exit(2);
  }
  rows.push(...(await measure(flags)).map((row) => ({ bench, ...row })));
}
console.table(rows);
