import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A world of 100,000 users with a key each. */
export const bigWorld = { size: 100_000, blob, write };

/** The part of a public key that sshd asks with. */
function blob(id: number): string {
  return `AAAAC3NzaC1lZDI1NTE5AAAAI${Buffer.from(String(id).padStart(33, '0')).toString('base64')}`;
}

/** Writes it into a folder; gives the name of the file that `--world` wants. */
function write(folder: string): string {
  writeLines(join(folder, 'users.ndjson'), (id) => ({ id, username: `user-${id}` }));
  writeLines(join(folder, 'keys.ndjson'), (id) => ({ id, user: `user-${id}`, key: `ssh-ed25519 ${blob(id)}` }));
  const file = join(folder, 'world.yaml');
  writeFileSync(file, "secrets:\n  shell: gitlab-shell-dev-secret\nusers: '@users.ndjson'\nkeys: '@keys.ndjson'\n");
  return file;
}

function writeLines(file: string, rowFor: (id: number) => object): void {
  const rows = Array.from({ length: bigWorld.size }, (_, index) => `${JSON.stringify(rowFor(index + 1))}\n`);
  writeFileSync(file, rows.join(''));
}
