import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../command-under-test.ts';
import { exampleExchanges } from '../recordings/example-exchanges.test-support.ts';
import { codesFor, isRemarkOnCredential } from './agreement.test-support.ts';
import { type DriftFinding, drift } from './drift.test-support.ts';
import { keyOf, type Told, toldBy } from './told.test-support.ts';
import { harOf, spoiltLines } from './traffic.test-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'drift-'));
const spoilt = fileWith('spoilt.har', harOf(spoiltLines()));
const clean = fileWith('clean.har', harOf(exampleExchanges('15.6')));

afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

interface Both {
  readonly theirs: readonly DriftFinding[];
  readonly ours: ReadonlyMap<string, readonly Told[]>;
}

let compared: Promise<Both> | undefined;

/** What both programs say about the defects and mutants. */
function both(): Promise<Both> {
  compared ??= run('check', spoilt, '--format', 'json').then(({ stdout }) => ({
    theirs: drift(spoilt).filter((finding) => !isRemarkOnCredential(finding)),
    ours: toldBy(stdout),
  }));
  return compared;
}

describe('of the same HAR file', () => {
  test('check finds everything that redocly drift finds, in the same exchange and of the same kind', async () => {
    const { theirs, ours } = await both();
    const missed = theirs.filter((finding) => {
      const own = (ours.get(keyOf(spoilt, finding.entry)) ?? []).map(({ code }) => code as string);
      return !codesFor(finding).some((code) => own.includes(code));
    });
    expect(missed).toEqual([]);
    expect(theirs.length).toBeGreaterThan(300);
  });

  test('check finds something in more exchanges', async () => {
    const { theirs, ours } = await both();
    expect(ours.size).toBeGreaterThan(new Set(theirs.map(({ entry }) => entry)).size);
  });

  test('neither finds anything in clean exchanges', async () => {
    const { stdout } = await run('check', clean, '--format', 'json');
    expect([...toldBy(stdout, (severity) => severity === 'error')]).toEqual([]);
    expect(drift(clean).filter((finding) => !isRemarkOnCredential(finding))).toEqual([]);
  });
});
