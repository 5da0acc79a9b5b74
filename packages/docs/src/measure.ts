import { pathToFileURL } from 'node:url';
import { startBrowser } from './chromium/browser.ts';

/** How many milliseconds after it was opened each page reacts to its reader, with the network cut. */
export async function timesToInteractive(files: readonly string[]): Promise<number[]> {
  await using browser = await startBrowser();
  const times: number[] = [];
  for (const file of files) {
    const page = await browser.open(pathToFileURL(file).href, { offline: true });
    await page.until(isAlive);
    times.push(await page.evaluate<number>(untilIdle));
    await page.close();
  }
  return times;
}

/** React marks what it has taken over; pages of ours are alive as they are. */
const isAlive = `(() => {
  const redoc = document.getElementById('redoc');
  return !redoc || Object.keys(redoc).some((name) => name.startsWith('__react'));
})()`;

const untilIdle = 'new Promise((resolve) => requestIdleCallback(() => resolve(Math.round(performance.now()))))';
