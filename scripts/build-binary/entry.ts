/** Where the executable begins: what `packages/cli/src/main.js` is in the workspace. */
import { readProgramFile } from '@gitlab-internal-api/contract';
import { print } from '../../packages/cli/src/output.ts';
import { runProgram } from '../../packages/cli/src/program.ts';

const words = process.argv.slice(2);
// Whoever passes the executable on passes on what others have written, and with it their notices.
const run = words[0] === '--licenses' ? print(readProgramFile('notices.txt')) : runProgram(words);
void run.then((status) => {
  process.exitCode = status ?? 0;
});
