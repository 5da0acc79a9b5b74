#!/usr/bin/env node
import module from 'node:module';

// `engines` of package.json says so too, but npm only warns and goes on.
const needed = '22.13';
if (process.versions.node.localeCompare(needed, 'en', { numeric: true }) < 0) {
  console.error(`error: gitlab-internal-api needs Node.js ${needed} or newer; this is ${process.version}`);
  process.exitCode = 2;
} else {
  // A third of the start is compiling what has not changed since the last one.
  module.enableCompileCache();
  const { runProgram } = await import('./program.ts');
  process.exitCode = await runProgram(process.argv.slice(2));
  module.flushCompileCache();
}
