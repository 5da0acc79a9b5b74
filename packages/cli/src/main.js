#!/usr/bin/env node
// JavaScript, as the only file of the program: what Node starts with it strips of types before anything can turn the cache on
// that keeps the stripped text, and what strips it takes 40 ms and 18 MB to load.
import module from 'node:module';

// `engines` of package.json says so too, but npm only warns and goes on.
const needed = '22.13';
if (process.versions.node.localeCompare(needed, 'en', { numeric: true }) < 0) {
  console.error(`error: gitlab-internal-api needs Node.js ${needed} or newer; this is ${process.version}`);
  process.exitCode = 2;
} else {
  // A third of the start is compiling what has not changed since the last one.
  module.enableCompileCache();
  const { trustRelativeImports } = await import('./relative-imports.ts');
  trustRelativeImports();
  const { runProgram } = await import('./program.ts');
  process.exitCode = await runProgram(process.argv.slice(2));
  module.flushCompileCache();
}
