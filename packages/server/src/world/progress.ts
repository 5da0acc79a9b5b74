/** How far a long step has come: `done` is a share from 0 to 1. */
export interface Progress {
  readonly step: string;
  readonly done: number;
}

/** Is told about the steps of loading a large world, often; a small world is loaded before there is anything to tell. */
export type OnProgress = (progress: Progress) => void;

/** Rows, as they come; where there are many, somebody is told how far the step with them is. */
export function* watched<Row>(
  rows: Iterable<Row>,
  expected: number,
  step: string,
  onProgress: OnProgress = () => {},
): Iterable<Row> {
  let passed = 0;
  for (const row of rows) {
    passed += 1;
    if (passed % rowsPerReport === 0) onProgress({ step, done: Math.min(passed / expected, 1) });
    yield row;
  }
  if (passed >= rowsPerReport) onProgress({ step, done: 1 });
}

/** How many rows are looked at between two reports. */
export const rowsPerReport = 10_000;

/** Shows progress in one line of a terminal, which disappears with the last step; undefined where nobody watches. */
export function showProgress(terminal: Terminal = process.stderr): OnProgress | undefined {
  if (!terminal.isTTY) return undefined;
  let shown = '';
  return ({ step, done }) => {
    const line = done < 1 ? `${step} ${Math.floor(done * 100)} %` : '';
    if (line !== shown) terminal.write(`\r\u001B[K${line}`);
    shown = line;
  };
}

interface Terminal {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}
