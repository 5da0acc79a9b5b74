import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../generate/output.ts';
import { run } from './command.ts';
import { emptyProject, isWellTyped, nodeOf } from './packages/project.ts';
import { serve } from './packages/serve.ts';
import type { Counts } from './part.ts';

/** Packs all packages, holds them against publint and attw, and uses them in empty projects as whoever has installed them. */
export async function packagesWorkElsewhere(): Promise<Counts> {
  const work = mkdtempSync(join(tmpdir(), 'packages-'));
  try {
    const packed = await packAll(join(work, 'tarballs'));
    const results = [packed, ...(packed ? await checkAll(work) : [])];
    const passed = results.filter(Boolean).length;
    return { passed, failed: results.length - passed };
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** One after the other: while one is packed, its package.json is another. */
async function packAll(destination: string): Promise<boolean> {
  mkdirSync(destination);
  for (const name of readdirSync(join(root, 'packages'))) {
    if (!(await succeeds('npm', ['pack', '--silent', '--pack-destination', destination], `packages/${name}`)))
      return false;
  }
  return true;
}

async function checkAll(work: string): Promise<boolean[]> {
  const folder = join(work, 'tarballs');
  const tarballs = readdirSync(folder).map((file) => join(folder, file));
  // While npm waits for the registry there is time for what only computes.
  const results = await Promise.all([checkTarballs(tarballs), checkProjects(work, tarballs)]);
  return results.flat();
}

async function checkTarballs(tarballs: readonly string[]): Promise<boolean[]> {
  const results: boolean[] = [];
  for (const tarball of tarballs) results.push(await isWellMade(tarball), await isWellResolved(tarball));
  return results;
}

async function isWellMade(tarball: string): Promise<boolean> {
  // It ends with 0 also where it has something to suggest.
  return (await run('publint', [tarball])).output.includes('All good!');
}

/** `.attw.json` says that the packages have ES modules alone, and not for resolvers that know no `exports`. */
async function isWellResolved(tarball: string): Promise<boolean> {
  return (await succeeds('attw', [tarball, '--quiet'])) || succeeds('attw', [tarball]);
}

/** The oldest of what the packages say that they work with, and types of Node. */
const oldest = ['node@22.13', 'undici@7.0', '@types/node@24.10'];

async function checkProjects(work: string, tarballs: readonly string[]): Promise<boolean[]> {
  const client = tarballs.filter((tarball) => tarball.includes('client'));
  const browser = await emptyProject(join(work, 'browser'), 'browser.mts', client);
  const node = await emptyProject(join(work, 'node'), 'node.mts', [...tarballs, ...oldest]);
  if (!browser || !node) return [false];
  const typed = [await isWellTyped(browser, []), await isWellTyped(node, ['node'])];
  const tested = await succeeds(nodeOf(node), ['--test', 'node.mjs'], relative(root, node));
  return [...typed, tested, await answersTheClient(node, browser)];
}

/** The command of one project serves what the client of the other one asks. */
async function answersTheClient(node: string, browser: string): Promise<boolean> {
  await using stub = await serve(node);
  const code = `import { ownerOfKey } from './browser.mjs'; console.log(await ownerOfKey('${stub.url}', 7));`;
  const { output } = await run(nodeOf(node), ['--input-type=module', '--eval', code], relative(root, browser));
  const page = await fetch(`${stub.url}/-/docs`);
  return output === 'rubi\n' && page.ok && (await page.text()).includes('checkGitAccess');
}

async function succeeds(program: string, options: string[], folder?: string): Promise<boolean> {
  return (await run(program, options, folder)).ok;
}
