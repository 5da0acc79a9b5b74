import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from '../bench.ts';
import { runRedocly } from '../generate/bundle.ts';
import { root } from '../generate/output.ts';

const rounds = 5;

/** How long `pnpm generate` takes, as a multiple of one `redocly bundle`; the rounds are interleaved. */
export async function measure(): Promise<Measurement[]> {
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const bundle = seconds(() =>
      runRedocly('bundle', 'openapi.yaml', '--output', join(tmpdir(), 'bench-openapi.json')),
    );
    const generate = seconds(() => spawnSync(process.execPath, [join(root, 'scripts', 'generate.ts')]));
    ratios.push(generate / bundle);
  }
  const [median = 0] = ratios.sort((a, b) => a - b).slice(Math.floor(rounds / 2));
  return [
    {
      what: 'generate / redocly bundle',
      figure: `${median.toFixed(2)} (${ratios[0]?.toFixed(2)}–${ratios.at(-1)?.toFixed(2)})`,
      target: '≤ 3.5',
    },
  ];
}

function seconds(run: () => unknown): number {
  const start = performance.now();
  run();
  return (performance.now() - start) / 1000;
}
