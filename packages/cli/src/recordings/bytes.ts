import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { systemProblem, UserError } from '../user-error.ts';

/** The content of a file, unpacked, a part at a time. */
export interface Bytes {
  /** The first part, which tells the format. */
  readonly head: Buffer;
  readonly parts: AsyncGenerator<Buffer>;
  /** How many bytes of the file itself were read. */
  bytesRead(): number;
  /** Why reading ended early; undefined where it came to the end. */
  problem(): string | undefined;
}

const headSize = 65_536;

/** Opens a file, or standard input for `-`; gzip is recognised by its first bytes. */
export async function openBytes(file: string): Promise<Bytes> {
  const raw = file === '-' ? process.stdin : createReadStream(file);
  let read = 0;
  let problem: string | undefined;
  const counted = countedParts(raw, (size) => {
    read += size;
  });
  const first = await firstParts(counted, 2).catch((error) => {
    throw new UserError(`cannot read ${nameOf(file)}: ${systemProblem(error)}`);
  });
  const isPacked = first[0] === 0x1f && first[1] === 0x8b;
  const unpacked = isPacked ? unpack(joined(first, counted)) : joined(first, counted);
  const guarded = untilBroken(unpacked, (reason) => {
    problem = reason;
  });
  const head = await firstParts(guarded, headSize);
  return { head, parts: joined(head, guarded), bytesRead: () => read, problem: () => problem };
}

/** How a file is called in a report. */
export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

async function* countedParts(source: AsyncIterable<Buffer>, count: (size: number) => void): AsyncGenerator<Buffer> {
  for await (const part of source) {
    count(part.length);
    yield part;
  }
}

/** Takes parts until there are so many bytes, or the end. */
async function firstParts(parts: AsyncGenerator<Buffer>, size: number): Promise<Buffer> {
  const taken: Buffer[] = [];
  for (let length = 0; length < size; ) {
    const { value, done } = await parts.next();
    if (done) break;
    taken.push(value);
    length += value.length;
  }
  return Buffer.concat(taken);
}

async function* joined(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  yield* rest;
}

function unpack(parts: AsyncGenerator<Buffer>): AsyncIterable<Buffer> {
  const source = Readable.from(parts);
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  return source.pipe(unpacked);
}

/** What was read before something broke is worth checking. */
async function* untilBroken(parts: AsyncIterable<Buffer>, tell: (reason: string) => void): AsyncGenerator<Buffer> {
  try {
    yield* parts;
  } catch (error) {
    tell(reasonOf(error));
  }
}

/** The numbers of zlib's errors are not those of the operating system. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code?.startsWith('Z_') ? message : systemProblem(error);
}
