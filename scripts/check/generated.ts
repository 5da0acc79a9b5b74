import { run } from './command.ts';
import { type Counts, one } from './part.ts';

/** Generates everything again and fails on any difference from what is committed. */
export async function generatedIsCurrent(): Promise<Counts> {
  const generated = await run('node', ['scripts/generate.ts']);
  const { output } = await run('git', ['status', '--porcelain', '--', 'packages/*/generated']);
  if (output !== '') console.log('`pnpm generate` changes what is committed: run it, and commit the result.');
  return one(generated.ok && output === '');
}
