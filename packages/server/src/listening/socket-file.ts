import { lstatSync, unlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { ListeningError } from './listening-error.ts';

// The size of `sun_path`, in which a zero byte ends the path: 108 on Linux, 104 on macOS and the other BSDs.
const longest = process.platform === 'linux' ? 107 : 103;

/** A path that the system would cut off or refuse. */
export function refuseLongPath(path: string): void {
  const bytes = Buffer.byteLength(path);
  if (bytes <= longest) return;
  throw new ListeningError(
    `the path of the socket has ${bytes} bytes, and this system allows ${longest}: ${path}; choose a shorter one, such as below /tmp`,
  );
}

/** Removes the socket file that a killed server has left behind; anything else stays as it is and is refused. */
export async function clearTheWay(path: string): Promise<void> {
  if (!lstatSync(dirname(path), { throwIfNoEntry: false }))
    throw new ListeningError(`cannot listen on the socket ${path}: there is no folder ${dirname(path)}`);
  const before = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (!before) return;
  if (!before.isSocket()) throw new ListeningError(`${path} is no socket; it stays as it is, choose another path`);
  if (await isServed(path)) throw inUse(path);
  // Another server that starts now may have done the same, and listens already.
  const now = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (now && (now.ino !== before.ino || now.ctimeNs !== before.ctimeNs)) throw inUse(path);
  if (now) unlinkSync(path);
}

function inUse(path: string): ListeningError {
  return new ListeningError(`another server listens on the socket ${path}; stop it or choose another path`);
}

/** Only a refused connection proves that nobody listens: a server that is too busy to accept one is a server. */
function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.on('connect', () => resolve(probe.destroy() !== undefined));
    probe.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT'));
  });
}

const removedAtExit = new Set<string>();

/** Closing a server removes its socket file; this removes it also where the process ends without closing it. */
export function removeAtExit(path: string): () => void {
  if (removedAtExit.size === 0) process.on('exit', removeAll);
  removedAtExit.add(path);
  return () => {
    removedAtExit.delete(path);
    if (removedAtExit.size === 0) process.off('exit', removeAll);
  };
}

function removeAll(): void {
  for (const path of removedAtExit) {
    if (lstatSync(path, { throwIfNoEntry: false })) unlinkSync(path);
  }
}
