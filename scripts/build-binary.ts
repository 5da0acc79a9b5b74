/** Makes one executable that needs no Node, `dist/gitlab-internal-api`, or one in another folder: `npx -y pnpm@12 build:binary`. */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { bundle } from './build-binary/bundle.ts';
import { carriedFiles } from './build-binary/carried-files.ts';
import { writeExecutable } from './build-binary/executable.ts';
import { root } from './generate/output.ts';

const start = performance.now();
const folder = resolve(process.argv[2] ?? join(root, 'dist'));
const executable = join(folder, 'gitlab-internal-api');
const work = mkdtempSync(join(tmpdir(), 'build-binary-'));
try {
  say('the program becomes one script');
  const { script, sources } = await bundle(work);
  say('the reference page is made, and the licences are collected');
  const assets = await carriedFiles(work, sources);
  say('both are put into a copy of Node');
  mkdirSync(folder, { recursive: true });
  writeExecutable(executable, { script, assets, work });
  const megabytes = statSync(executable).size / 1_000_000;
  say(`${relative(process.cwd(), executable)}  ${megabytes.toFixed(0)} MB`);
} finally {
  rmSync(work, { recursive: true });
}

function say(what: string): void {
  console.log(`${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s  ${what}`);
}
