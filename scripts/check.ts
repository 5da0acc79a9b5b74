/** Runs what CI runs: `npx -y pnpm@12 check`. The last line counts what passed and what failed. */

import { command, testCommand } from './check/command.ts';
import { generatedIsCurrent } from './check/generated.ts';
import { graphPointsDown } from './check/graph.ts';
import { type Part, runPart } from './check/part.ts';
import { readmeIsTrue } from './check/readme.ts';

const parts: Part[] = [
  { name: 'npx -y pnpm@12 test', run: testCommand },
  { name: 'lint', run: command('node', 'scripts/lint.ts') },
  { name: 'typecheck', run: command('pnpm', 'typecheck') },
  { name: 'knip', run: command('knip', '--config', '.config/knip.json', '--treat-config-hints-as-errors') },
  { name: 'package graph', run: graphPointsDown },
  { name: 'generate changes nothing', run: generatedIsCurrent },
  { name: 'README', run: readmeIsTrue },
];

let passed = 0;
let failed = 0;
for (const part of parts) {
  const counts = await runPart(part);
  passed += counts.passed;
  failed += counts.failed;
}
process.exitCode = failed > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
