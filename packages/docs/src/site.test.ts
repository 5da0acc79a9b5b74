import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  allOperations,
  editions,
  loadControl,
  loadDocument,
  operationObjects,
  type Release,
} from '@gitlab-internal-api/contract';
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, hasBrowser, startBrowser } from './chromium/browser.ts';
import type { Page, PageOptions } from './chromium/page.ts';
import { pageNames } from './site.ts';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
const built = join(folder, 'first');
let output: string;

beforeAll(() => {
  output = build(built);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

function build(target: string): string {
  const script = join(import.meta.dirname, 'build.ts');
  return execFileSync(process.execPath, [script, target], { encoding: 'utf8' });
}

const files = ['index', ...pageNames().slice(1)].map((name) => `${name}.html`);

describe('The site', () => {
  test('has a page for each edition and each pair of them, and tells how large they are', () => {
    expect(readdirSync(built).sort()).toEqual([...files].sort());
    for (const file of files) expect(output).toMatch(new RegExp(`${file.replaceAll('.', '\\.')} {2}\\d+ kB\n`));
  });

  test('is the same, byte for byte, when it is built again', () => {
    const second = join(folder, 'second');
    build(second);
    for (const file of files)
      expect(readFileSync(join(second, file)).equals(readFileSync(join(built, file)))).toBe(true);
  });

  test('has no link that leads nowhere', () => {
    const broken = files.flatMap((file) =>
      linksOf(file)
        .filter(([target, place]) => !leadsSomewhere(target, place))
        .map((link) => [file, ...link]),
    );
    expect(broken).toEqual([]);
  });

  test('says on the page of examples that it needs a running stub', () => {
    const page = readFileSync(join(built, 'try.html'), 'utf8');
    expect(page).toContain('A running stub');
    expect(page).not.toMatch(/<button|<script/);
  });

  test('names on the start page all who call, each operation, and a request of each family', () => {
    const page = readFileSync(join(built, 'index.html'), 'utf8');
    for (const { id, consumers } of allOperations(loadDocument('15.6')))
      for (const text of [id, ...consumers]) expect(page).toContain(text);
    expect(page).toContain('<th scope="col">Documented</th>');
    expect(page).toContain('since 14.2, gone after 14.10');
    expect(page.match(/<code>curl /g)).toHaveLength(5);
    expect(page).toContain('{&quot;error&quot;:&quot;protocol is missing&quot;}');
  });

  test('names the operations of the stub itself, too', () => {
    const page = readFileSync(join(built, 'control.html'), 'utf8');
    for (const id of operationObjects(loadControl()).keys()) expect(page).toContain(`"description":"\`${id}\`. It `);
  });

  test('tells of each pair of editions what changed, and whom that breaks', () => {
    const page = readFileSync(join(built, 'changes-14.2-15.5.html'), 'utf8');
    expect(page).toContain('<h2 id="createCiliumAlert"><a href="14.2.html#operation/createCiliumAlert">');
    expect(page).toContain('<span class="breaks">breaks</span>');
    expect(page).toContain('<h2 id="listScimUsers"><a href="15.5.html#operation/listScimUsers">');
    expect(page).toContain('operation documented; in GitLab since 11.10 ');
    expect(page).not.toContain('operation added');
  });
});

/** The links of a page of ours, and of what stands above Redoc's: file and place. */
function linksOf(file: string): [target: string, place: string][] {
  const page = readFileSync(join(built, file), 'utf8').replaceAll(/<script[\s\S]*?<\/script>/g, '');
  return [...page.matchAll(/<a [^>]*?href="([^"#]*)#?([^"]*)"/g)].map(([, target = '', place = '']) => [target, place]);
}

function leadsSomewhere(target: string, place: string): boolean {
  if (target === '' || place === '') return target === '' || files.includes(target);
  const edition = editions.find((known) => `${known}.html` === target);
  return edition !== undefined && allOperations(loadDocument(edition)).some(({ id }) => `operation/${id}` === place);
}

describe.skipIf(!isThere())('In a browser whose network is cut', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser[Symbol.asyncDispose]());

  function open(file: string, options: PageOptions = {}): Promise<Page> {
    const [name = '', place = ''] = file.split('#');
    return browser.open(`${pathToFileURL(join(built, name)).href}#${place}`, { offline: true, ...options });
  }

  test.each(files)('%s asks for nothing, and complains of nothing', async (file) => {
    const page = await open(file);
    await page.until('document.querySelector("h1") !== null');
    expect(page.requests).toEqual([]);
    expect(page.errors).toEqual([]);
    await page.close();
  });

  test('#operation/… leads to each of the 31 operations', async () => {
    const operations = new Map(editions.flatMap((edition) => headingsOf(edition)));
    expect(operations.size).toBe(31);
    for (const edition of editions) {
      const page = await open(`${edition}.html`);
      for (const [id, { heading }] of [...operations].filter(([, { newest }]) => newest === edition)) {
        await page.evaluate(`location.hash = 'operation/${id}'`);
        await page.until(headingInView(heading));
      }
      expect(page.errors).toEqual([]);
      await page.close();
    }
  });

  test('#operation/… leads to an operation from elsewhere, too', async () => {
    const page = await open('15.6.html#operation/updateScimUser');
    await page.until(headingInView(String(operationObjects(loadDocument('15.6')).get('updateScimUser')?.summary)));
    await page.close();
  });

  test('the links to other editions keep the operation, and say so where one lacks it', async () => {
    const page = await open('15.6.html#operation/getAgentInfo');
    // The click comes after the answer, for a page that goes away answers nothing.
    const link = `[...document.querySelectorAll('#site-bar a')].find((a) => a.textContent === 'GitLab 13.7')`;
    const follow = `void setTimeout(() => ${link}.click())`;
    await page.until(`[...document.querySelectorAll('#site-bar a')].some((a) => a.hash === '#operation/getAgentInfo')`);
    await page.evaluate(follow);
    await page.until(`location.pathname.endsWith('13.7.html') && /getagentinfo/i.test(location.hash)`);
    await page.until(`document.getElementById('site-lacks')?.hidden === true`);
    await page.close();
    const other = await open('15.6.html#operation/listScimUsers');
    await other.until(
      `[...document.querySelectorAll('#site-bar a')].some((a) => a.hash === '#operation/listScimUsers')`,
    );
    await other.evaluate(follow);
    await other.until(`document.getElementById('site-lacks')?.hidden === false`);
    const said = await other.evaluate(`document.getElementById('site-lacks').textContent`);
    expect(said).toBe(
      'The contract of GitLab 13.7 does not have listScimUsers. In GitLab since 11.10, documented here since 15.5.',
    );
    await other.close();
  });

  test('the search finds an operation by a word of its description', async () => {
    const page = await open('15.6.html');
    await page.until(`document.querySelector('[data-testid=search-trigger]')?.innerText.includes('Ctrl+K')`);
    await page.evaluate(`document.querySelector('[data-testid=search-trigger]').click()`);
    await page.until(`document.activeElement.placeholder === 'Search docs...'`);
    for (const letter of 'starboard') await page.press(letter);
    await page.until(`document.body.innerText.includes('Record a vulnerability that a scan of the cluster found.')`);
    await page.press('ArrowDown');
    await page.press('Enter');
    await page.until(`location.hash.startsWith('#/kubernetes/')`);
    expect(page.requests).toEqual([]);
    expect(page.errors).toEqual([]);
    await page.close();
  });

  const narrow = [
    'index.html',
    'try.html',
    'changes-14.2-15.5.html',
    '15.6.html#operation/checkGitAccess',
    'control.html',
  ];

  test.each(narrow)('%s fits a phone', async (file) => {
    const page = await open(file, { width: 360, height: 740 });
    await page.until('document.querySelector("h1, h2") !== null');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.close();
  });

  test.each(narrow)('axe finds nothing serious in what we wrote in %s', async (file) => {
    const page = await open(file);
    expect(await seriousViolations(page)).toEqual([]);
    await page.close();
  });

  test('the first key on the start page leads to its content', async () => {
    const page = await open('index.html');
    await page.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.press('Enter');
    await page.until('document.activeElement.id === "main"');
    await page.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('GitLab 13.7');
    await page.close();
  });
});

/** The headings of an edition's operations; of those with one id the last edition's counts. */
function headingsOf(edition: Release): [id: string, { heading: string; newest: Release }][] {
  const operations = operationObjects(loadDocument(edition));
  return [...operations].map(([id, { summary }]) => [id, { heading: String(summary), newest: edition }]);
}

/** Whether a heading lies below the bar and above the end of the window. */
function headingInView(text: string): string {
  return `[...document.querySelectorAll('h1, h2, h3')].some((heading) => {
    const { top, bottom } = heading.getBoundingClientRect();
    const own = heading.innerText.replaceAll(/\\s+/g, ' ').trim();
    return own.startsWith(${JSON.stringify(text)}) && top >= 40 && bottom <= innerHeight;
  })`;
}

/** Where Redoc stands in the page, only what we put above it is ours. */
async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(`${axe.source}; undefined`);
  return page.evaluate(`axe.run(document.getElementById('site-bar') ?? document).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`);
}

/** In CI there is one, for no test may be skipped there. */
function isThere(): boolean {
  return process.env.CI === 'true' || hasBrowser();
}
