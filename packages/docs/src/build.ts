/** Writes the reference page of each edition: `npx -y pnpm@12 site`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { editions, latestEdition, loadDocument } from '@gitlab-internal-api/contract';
import { renderReference } from './reference.ts';

const folder = join(import.meta.dirname, '..', 'dist');

await mkdir(folder, { recursive: true });
for (const edition of editions) {
  const page = await renderReference(loadDocument(edition));
  await write(`${edition}.html`, page);
  if (edition === latestEdition) await write('index.html', page);
}

async function write(name: string, page: string): Promise<void> {
  const file = join(folder, name);
  await writeFile(file, page);
  const megabytes = Buffer.byteLength(page) / 1_000_000;
  console.log(`${relative(process.cwd(), file)}  ${megabytes.toFixed(1)} MB`);
}
