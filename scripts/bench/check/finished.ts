import { spawnSync } from 'node:child_process';

/** How a program ran. */
export interface Finished {
  readonly seconds: number;
  /** The most memory that it had, in MB. */
  readonly memory: number;
  readonly stdout: string;
}

/** Makes a Node program tell its memory as the last line of standard error. */
const preload =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('\\n'+process.resourceUsage().maxRSS+'\\n'))";

/** Runs a Node program to its end, and fails where it ends in another way than with 0 or, for findings, 1. */
export function finished(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Finished {
  const env = { ...process.env, ...environment };
  const options = { env, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', preload, ...words], options);
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0 && status !== 1) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`);
  const kilobytes = Number(stderr.trimEnd().split('\n').at(-1));
  return { seconds, memory: kilobytes / 1000, stdout };
}
