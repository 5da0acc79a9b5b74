import { basename } from 'node:path';

/** What `check` says about one exchange, or is to say. */
export interface Told {
  readonly operation: string | null;
  readonly code: string;
  readonly in: string;
  readonly pointer: string;
}

/** A finding of the report for programs. */
interface Finding extends Told {
  readonly severity: string;
  readonly places: readonly { readonly file: string; readonly line: number; readonly entry?: number }[];
}

/** Turns a report of `check --format json` round: what it says about each exchange, by file and position. */
export function toldBy(report: string, isWanted: (severity: string) => boolean = () => true): Map<string, Told[]> {
  const findings = (JSON.parse(report).findings as Finding[]).filter(({ severity }) => isWanted(severity));
  const told = findings.flatMap(({ operation, code, in: place, pointer, places }) =>
    places.map(
      ({ file, line, entry = line }) => [keyOf(file, entry), { operation, code, in: place, pointer }] as const,
    ),
  );
  return new Map([...Map.groupBy(told, ([key]) => key)].map(([key, pairs]) => [key, pairs.map(([, each]) => each)]));
}

/** The key of the exchange at a position, counted from 1. */
export function keyOf(file: string, position: number): string {
  return `${basename(file)}:${position}`;
}
