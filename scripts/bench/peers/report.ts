import { cpus } from 'node:os';
import type { Outcome } from './contest.ts';
import type { Plan } from './flags.ts';
import { canPin } from './process.ts';
import { spreadOf } from './statistics.ts';
import { tableOf } from './table.ts';

/** The tables and notes for the terminal. */
export function textOf({ profiles, cells }: Outcome): string {
  const isOther = ({ contestant, work }: { contestant: string; work: string }) =>
    profiles.find(({ name }) => name === contestant)?.conformity[work]?.difference !== undefined;
  const tables = (['perSecond', 'p50', 'p99', 'cpu'] as const).map((figure) => tableOf(cells, figure, isOther));
  const differences = profiles.flatMap(({ name, conformity }) =>
    Object.entries(conformity).flatMap(([work, { difference }]) =>
      difference === undefined ? [] : [`* ${name}, ${work}: ${difference.replace(/\s+/g, ' ').slice(0, 90)}`],
    ),
  );
  const starts = profiles.map(({ name, coldStarts, megabytes }) => {
    const { median, low, high } = spreadOf(coldStarts);
    const start = `${median.toFixed(0)} ms (${low.toFixed(0)}–${high.toFixed(0)})`;
    return `${name.padEnd(32)}${start.padStart(24)}${`${megabytes.started.toFixed(0)} MB`.padStart(12)}${`${megabytes.ended.toFixed(0)} MB`.padStart(12)}`;
  });
  const startHead = `${''.padEnd(32)}${'cold start'.padStart(24)}${'then'.padStart(12)}${'after load'.padStart(12)}`;
  const explained = 'Each figure is the median of the rounds (lowest–highest); * marks answers that differ from ours.';
  return [explained, ...tables, differences.join('\n'), [startHead, ...starts].join('\n')].filter(Boolean).join('\n\n');
}

/** Everything, for `--json`: where it was measured, how, and each round. */
export function jsonOf(plan: Plan, outcome: Outcome): string {
  const { rounds, seconds, coldStarts } = plan;
  const [cpu] = cpus();
  const machine = { cpu: cpu?.model, cores: cpus().length, node: process.version, platform: process.platform };
  return `${JSON.stringify({ machine, pinned: canPin, rounds, seconds, coldStarts, ...outcome }, null, 2)}\n`;
}
