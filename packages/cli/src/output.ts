import type { Writable } from 'node:stream';

/** Writes a text to standard output; resolves when all of it is out, also when nobody reads it any more. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, () => resolve()));
}

/** Tells the user of something on standard error, a line each. */
export function warn(message: string, kind: 'warning' | 'error' = 'warning'): void {
  console.error(message.replaceAll(/^/gm, `${kind}: `));
}

/** Whoever reads may stop reading, as `head` does; that is no reason to crash. */
export function forgiveClosedPipe(stream: Writable): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
