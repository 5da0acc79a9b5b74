#!/usr/bin/env node
import { enableCompileCache, flushCompileCache } from 'node:module';

// A third of the start is compiling what has not changed since the last one.
enableCompileCache();
const { runProgram } = await import('./program.ts');
process.exitCode = await runProgram(process.argv.slice(2));
flushCompileCache();
