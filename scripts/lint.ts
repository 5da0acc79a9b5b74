/** Lints code and contract: `npx -y pnpm@12 lint`; with `--write`, mends what can be mended. */
import { join } from 'node:path';
import { editions } from '@gitlab-internal-api/contract';
import { run } from './check/command.ts';
import { runRedocly } from './generate/bundle.ts';
import { root } from './generate/output.ts';

const biome = await run('biome', ['check', ...process.argv.slice(2)]);

const ourRules = lintContract('openapi/ with our own rules', 'lint', 'source', '--config', 'redocly.yaml');

const ourControlRules = lintContract(
  'openapi/control/ with our own rules',
  'lint',
  'control',
  '--config',
  'redocly.yaml',
);

// The published documents are clean for everybody, without any configuration of ours.
const published = [...editions, 'control'].flatMap((edition) =>
  [
    'openapi.yaml',
    'openapi.json',
    ...(edition === 'control' ? [] : ['openapi.dereferenced.json', 'openapi-3.0.json']),
  ].map((name) => {
    const file = join(root, 'packages', 'contract', 'generated', edition, name);
    return lintContract(`${edition}/${name}`, 'lint', file, '--extends', 'recommended-strict');
  }),
);

process.exitCode = [biome.ok, ourRules, ourControlRules, ...published].every(Boolean) ? 0 : 1;

function lintContract(name: string, ...options: string[]): boolean {
  const { ok, output } = runRedocly(...options);
  const clean = ok && !/\bwarning/i.test(output);
  console.log(clean ? `${name}: clean` : `${name}:\n${output}`);
  return clean;
}
