import { readFileSync, writeFileSync } from 'node:fs';
import { isObject } from '@gitlab-internal-api/contract';
import type { FindingGroup } from '../findings/collector.ts';
import type { ReportFlags } from '../reports/report-options.ts';
import { systemProblem, UserError } from '../user-error.ts';

/** A finding that somebody knows and lives with. */
interface KnownFinding {
  readonly fingerprint: string;
}

/** The fingerprints of the findings that are not told again; who writes the baseline anew is told all. */
export function knownFindings({
  baseline,
  updateBaseline,
}: Pick<ReportFlags, 'baseline' | 'updateBaseline'>): Set<string> {
  return baseline === undefined || updateBaseline ? new Set() : readBaseline(baseline);
}

function readBaseline(file: string): Set<string> {
  const text = readText(file);
  try {
    const { findings } = JSON.parse(text);
    if (Array.isArray(findings) && findings.every(isKnownFinding))
      return new Set(findings.map(({ fingerprint }) => fingerprint));
  } catch {
    // What is no JSON is no baseline either.
  }
  throw new UserError(`${file} is no baseline; --update-baseline writes one`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`cannot read the baseline ${file}: ${systemProblem(error)}; --update-baseline writes one`);
  }
}

function isKnownFinding(value: unknown): value is KnownFinding {
  return isObject(value) && typeof value.fingerprint === 'string';
}

/** Writes the findings as a baseline, one that reads well in a review and changes only with what is found. */
export function writeBaseline(file: string, groups: readonly FindingGroup[]): void {
  const findings = groups.map(({ fingerprint, code, request, consumer, message, in: place, pointer, sentence }) => {
    const where = `${message} ${place} ${pointer}`.trim();
    return { fingerprint, code, request, consumer, where, sentence };
  });
  try {
    writeFileSync(file, `${JSON.stringify({ version: 1, findings }, null, 2)}\n`);
  } catch (error) {
    throw new UserError(`cannot write the baseline ${file}: ${systemProblem(error)}`);
  }
}
