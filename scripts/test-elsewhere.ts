/**
 * Generates clients of all editions with generators that we did not write, and lets those of the latest make three
 * calls of each family to the stub: `npx -y pnpm@12 test:elsewhere`, or some of them: `test:elsewhere Go Ruby`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editions, latestEdition } from '@gitlab-internal-api/contract';
import { type Generator, generateAll, missing, warningsIn } from './test-elsewhere/generator.ts';
import { heyApi } from './test-elsewhere/hey-api.ts';
import { oapiCodegen } from './test-elsewhere/oapi-codegen.ts';
import { javaClient, pythonClient, rubyClient } from './test-elsewhere/openapi-generator.ts';
import { run } from './test-elsewhere/run.ts';
import { startStub } from './test-elsewhere/stub.ts';

const generators = [heyApi, oapiCodegen, pythonClient, rubyClient, javaClient];
const families = ['shell', 'error_tracking', 'kubernetes', 'customers_dot', 'scim'];
const counts = { passed: 0, failed: 0, skipped: 0 };

const words = process.argv.slice(2);
const wanted = generators.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (wanted.length === 0) {
  console.error(
    `no generator is called ${words.join(' or ')}; there are: ${generators.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}
await Promise.all(wanted.map(attempt));
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
if (counts.failed > 0) process.exitCode = 1;

/** Tries one generator and prints what came of it. CI has all toolchains: a missing one is a mistake there. */
async function attempt(generator: Generator): Promise<void> {
  const lacking = await missing(generator);
  if (lacking.length > 0)
    return tell(process.env.CI ? 'failed' : 'skipped', generator, `${lacking.join(', ')} not found`);
  const start = performance.now();
  try {
    const made = await make(generator);
    tell('passed', generator, `${made} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  } catch (failure) {
    tell('failed', generator, failure instanceof Error ? failure.message : String(failure));
  }
}

function tell(outcome: keyof typeof counts, { name }: Generator, text: string): void {
  counts[outcome] += 1;
  console.log(`${name}: ${outcome}: ${text}`);
}

async function make(generator: Generator): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  try {
    const warnings = warningsIn(await generateAll(generator, folder), generator);
    if (warnings.length > 0) throw new Error(`unexpected warnings\n${warnings.join('\n')}`);
    const latest = join(folder, latestEdition);
    await generator.build(latest);
    const used = generator.program === undefined ? 'compiled' : await call(generator.program, latest);
    return `${editions.length} editions generated, the latest ${used},`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs our program against a stub of its own; it prints family and operation of each call that was answered well. */
async function call([program, ...options]: readonly [string, ...string[]], cwd: string): Promise<string> {
  await using stub = await startStub();
  const calls = (await run(program, options, { cwd, env: stub.env })).trim().split('\n');
  const few = families.filter((family) => calls.filter((line) => line.startsWith(`${family} `)).length < 3);
  if (few.length > 0) throw new Error(`fewer than three calls of ${few.join(', ')}`);
  return `called the stub ${calls.length} times`;
}
