/** Runs what CI runs: `npx -y pnpm@12 check`. The last line counts what passed and what failed. */

import { command, testCommand } from './check/command.ts';
import { generatedIsCurrent } from './check/generated.ts';
import { graphPointsDown } from './check/graph.ts';
import { packagesWorkElsewhere } from './check/packages.ts';
import { type Part, runPart } from './check/part.ts';
import { readmeIsTrue } from './check/readme.ts';
import { toolchain } from './check/toolchain.ts';

const parts: Part[] = [
  { name: 'npx -y pnpm@12 test', run: testCommand },
  { name: 'lint', run: command('node', 'scripts/lint.ts') },
  { name: 'typecheck', run: command('pnpm', 'typecheck') },
  { name: 'knip', run: command('knip', '--config', '.config/knip.json', '--treat-config-hints-as-errors') },
  { name: 'clients elsewhere', run: command('node', 'scripts/test-elsewhere.ts') },
  { name: 'package graph', run: graphPointsDown },
  { name: 'packages in empty projects', run: packagesWorkElsewhere },
  { name: 'generate changes nothing', run: generatedIsCurrent },
  { name: 'README', run: readmeIsTrue },
  {
    name: 'go test',
    run: toolchain({
      folder: 'packages/server/go',
      there: ['go', 'version'],
      // The results that Go keeps know nothing of the stub.
      commands: [
        ['go', 'vet', './...'],
        ['go', 'test', '-count=1', './...'],
      ],
    }),
  },
  {
    name: 'Ruby',
    run: toolchain({
      folder: 'packages/server/ruby',
      there: ['ruby', '-rminitest', '-e', 'puts RUBY_DESCRIPTION'],
      commands: [['ruby', '-w', 'gitlab_internal_api_stub_test.rb']],
    }),
  },
  {
    name: 'Rack',
    run: toolchain({
      folder: 'packages/cli/ruby',
      there: ['ruby', '-rminitest', '-rrack', '-e', 'puts "Rack #{Rack.release}"'],
      commands: [['ruby', '-w', 'gitlab_internal_api_recorder_test.rb']],
    }),
  },
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
