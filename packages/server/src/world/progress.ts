/** How far a long step has come: `done` is a share from 0 to 1. */
export interface Progress {
  readonly step: string;
  readonly done: number;
}

/** Is told about the steps of loading a large world, often; a small world is loaded before there is anything to tell. */
export type OnProgress = (progress: Progress) => void;

/** The entries of a list; if it is long, somebody is told how far the step with it is. */
export function* watched<Row>(
  rows: readonly Row[],
  step: string,
  onProgress: OnProgress = () => {},
): Iterable<[number, Row]> {
  for (const entry of rows.entries()) {
    if (entry[0] % rowsPerReport === rowsPerReport - 1) onProgress({ step, done: entry[0] / rows.length });
    yield entry;
  }
  if (rows.length >= rowsPerReport) onProgress({ step, done: 1 });
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
