import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRemarkOnCredential } from '../../../packages/cli/src/corpus/agreement.test-support.ts';
import { drift } from '../../../packages/cli/src/corpus/drift.test-support.ts';
import { mutants } from '../../../packages/cli/src/corpus/mutants.test-support.ts';
import { keyOf, toldBy } from '../../../packages/cli/src/corpus/told.test-support.ts';
import { defectiveLines, harOf, spoiltLines } from '../../../packages/cli/src/corpus/traffic.test-support.ts';
import type { Measurement } from '../../bench.ts';
import { finished } from './finished.ts';

interface Score {
  readonly kind: string;
  readonly ours: boolean;
  readonly theirs: boolean;
}

/** What `check` and `redocly drift` find in the corpus of defects and in mutants, of the same HAR file. */
export function sideBySide(checkProgram: string, folder: string): Measurement[] {
  const file = join(folder, 'spoilt.har');
  writeFileSync(file, harOf(spoiltLines()));
  const ours = toldBy(finished([checkProgram, 'check', file, '--format', 'json']).stdout);
  const found = drift(file).filter((finding) => !isRemarkOnCredential(finding));
  const theirs = new Set(found.map(({ entry }) => entry));
  const scores = kinds().map((kind, index) => {
    return { kind, ours: ours.has(keyOf(file, index + 1)), theirs: theirs.has(index + 1) };
  });
  const groups = Map.groupBy(scores, ({ kind }) => kind);
  const isDefect = ({ kind }: Score) => kind === 'a defect of the corpus';
  return [
    row(
      'all mutants',
      scores.filter((score) => !isDefect(score)),
    ),
    ...[...groups].map(([kind, own]) => row(kind, own)),
    { what: 'exchanges in which only redocly drift finds something', figure: only(scores), target: '0' },
  ];
}

/** What is wrong with each exchange, in the order of `spoiltLines`. */
function kinds(): string[] {
  const forbidden = mutants(5, 2).filter(({ isForbidden }) => isForbidden);
  return [...defectiveLines().map(() => 'a defect of the corpus'), ...forbidden.map(({ kind }) => kind)];
}

function row(kind: string, scores: readonly Score[]): Measurement {
  const [ours, theirs] = (['ours', 'theirs'] as const).map((who) => scores.filter((score) => score[who]).length);
  return { what: `${kind}: found by check, by redocly drift, of`, figure: `${ours}, ${theirs}, ${scores.length}` };
}

function only(scores: readonly Score[]): string {
  return String(scores.filter(({ ours, theirs }) => theirs && !ours).length);
}
