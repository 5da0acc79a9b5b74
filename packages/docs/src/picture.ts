/** Takes the picture of the reference that the README shows: `npx -y pnpm@12 site:picture`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { latestEdition } from '@gitlab-internal-api/contract';
import { startBrowser } from './chromium/browser.ts';
import { renderPage } from './site.ts';

const folder = await mkdtemp(join(tmpdir(), 'picture-'));
const file = join(folder, 'reference.html');
try {
  await writeFile(file, (await renderPage(latestEdition)) ?? '');
  await using browser = await startBrowser();
  const url = `${pathToFileURL(file).href}#operation/checkGitAccess`;
  const page = await browser.open(url, { width: 1240, height: 720, offline: true });
  await page.until('document.body.innerText.includes("gnuwget/wget2") && /Search/.test(document.body.innerText)');
  // The menu unfolds.
  await wait(1000);
  const picture = join(import.meta.dirname, '..', 'reference.png');
  const png = await page.picture();
  await writeFile(picture, png);
  console.log(`${picture}  ${Math.ceil(png.length / 1000)} kB`);
} finally {
  await rm(folder, { recursive: true });
}
