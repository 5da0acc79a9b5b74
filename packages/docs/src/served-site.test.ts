import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allOperations, loadDocument } from '@gitlab-internal-api/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, hasBrowser, startBrowser } from './chromium/browser.ts';
import type { Page } from './chromium/page.ts';
import { operationBefore, printedExamples } from './examples/example.ts';
import { pageNames } from './site.ts';
import { type RunningStub, startStub } from './stub.test-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'served-site-'));
let stub: RunningStub;
let browser: Browser | undefined;

beforeAll(async () => {
  // Below a relative URL root every link that is not relative itself leads astray.
  stub = await startStub(folder, '--relative-url-root', '/gitlab');
  if (isThere()) browser = await startBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.[Symbol.asyncDispose]();
  await stub[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const pages = [
  '/-/docs',
  '/-/control/docs',
  ...pageNames()
    .slice(1)
    .map((name) => `/-/docs/${name}`),
];

describe('A stub', () => {
  test.each(pages)('shows %s, whose links lead to pages that it has', async (path) => {
    const response = await fetch(`${stub.url}${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    const page = await response.text();
    const known = new Set(pages.map((known) => `${stub.url}${known}`));
    const links = linksOf(page).map((link) => new URL(link, `${stub.url}${path}`).href.replace(/#.*/, ''));
    expect(links.length).toBeGreaterThanOrEqual(8);
    expect(links.filter((link) => !known.has(link))).toEqual([]);
  });

  test('has no page of another name', async () => {
    for (const name of ['15.4', 'changes-15.5-14.2', 'index.html', '..%2Fhealth'])
      expect((await fetch(`${stub.url}/-/docs/${name}`)).status).toBe(404);
  });

  test('shows the release that it serves beside the editions, with itself as the server', async () => {
    await using other = await startStub(folder, '--gitlab-version', '15.0');
    const start = await (await fetch(`${other.url}/-/docs`)).text();
    expect(start).toContain('<a href="docs/15.0">GitLab 15.0</a><br><span class="muted">');
    const reference = await (await fetch(`${other.url}/-/docs/15.0`)).text();
    expect(reference).toContain('<title>GitLab internal API 15.0</title>');
    expect(reference).toContain(`"servers":[{"url":"${other.url}"`);
    expect(reference).toContain(`curl -X POST ${other.url}/api/v4/internal/allowed`);
  });
});

/** The links of a page of ours, and of what stands above Redoc's. */
function linksOf(page: string): string[] {
  const visible = page.replaceAll(/<script[\s\S]*?<\/script>/g, '');
  return [...visible.matchAll(/<a [^>]*?href="([^"#][^"]*)"/g)].map(([, link = '']) => link);
}

describe.skipIf(!isThere())('In a browser', () => {
  test.each(pages)('%s asks the stub for nothing more, and complains of nothing', async (path) => {
    const page = await open(path);
    await page.until('document.querySelector("h1") !== null');
    expect([page.requests, page.errors]).toEqual([[], []]);
    await page.close();
  });

  test('the example of each operation can be sent, and is answered as printed', async () => {
    const page = await open('/-/docs/try');
    const examples = printedExamples(loadDocument('15.6'));
    expect(examples).toHaveLength(allOperations(loadDocument('15.6')).length);
    const [later, first] = [examples.filter(operationBefore), examples.filter((one) => !operationBefore(one))];
    for (const { operation, name, answer } of [...first, ...later]) {
      await choose(page, operation.id, name);
      expect([operation.id, await send(page)]).toEqual([operation.id, answer.status]);
    }
    expect(page.errors).toEqual([]);
    await page.close();
  }, 120_000);

  test('what is sent can be changed, and the answer is shown', async () => {
    const page = await open('/-/docs/try#operation/discoverUser');
    await page.until(`document.getElementById('target').value.startsWith('GET')`);
    expect(await send(page)).toBe(200);
    expect(await shown(page)).toContain('"username": "rubi"');
    await fill(page, 'target', 'GET /api/v4/internal/discover?key_id=11');
    expect(await send(page)).toBe(200);
    expect(await shown(page)).toContain('"username": "root"');
    await fill(page, 'headers', 'Gitlab-Shared-Secret: bm8=');
    expect(await send(page)).toBe(401);
    await fill(page, 'target', 'nonsense');
    await page.evaluate(`document.getElementById('send').click()`);
    await page.until(`document.getElementById('answer').innerText.includes('The request is a method and a path')`);
    await page.close();
  });

  test('a token is signed with the secret that stands there', async () => {
    const page = await open('/-/docs/try#operation/recordAgentUsage');
    await page.until(`document.getElementById('headers').value.includes('Gitlab-Kas-Api-Request: ey')`);
    expect(await send(page)).toBe(204);
    await fill(page, 'kas-secret', btoa('another secret of kas, 32 bytes.'));
    await page.evaluate(`document.getElementById('kas-secret').dispatchEvent(new Event('change'))`);
    expect(await send(page)).toBe(401);
    await page.close();
  });

  test.each(['#site-bar', '#redoc'])('the reference leads from %s to the examples of an operation', async (within) => {
    const page = await open('/-/docs/15.6#operation/getAgentInfo');
    const link = `[...document.querySelectorAll('${within} a')].find((a) => a.textContent === 'Try it' && a.hash.includes('getAgentInfo'))`;
    await page.until(`${link} !== undefined`);
    await page.evaluate(`${link}.click()`);
    await page.until(
      `location.pathname.endsWith('/-/docs/try') && document.getElementById('operation')?.value === 'getAgentInfo'`,
    );
    await page.close();
  });
});

function open(path: string): Promise<Page> {
  if (browser === undefined) throw new Error('there is no browser');
  return browser.open(`${stub.url}${path}`);
}

async function choose(page: Page, operation: string, example: string): Promise<void> {
  await page.evaluate(`location.hash = '#operation/${operation}/${example}'`);
  await page.until(`document.getElementById('operation').value === '${operation}'`);
  // Tokens are signed before the headers are there.
  await page.until(`document.getElementById('headers').value.includes(': ')`);
}

/** Sends what stands in the form; resolves with the status of the answer. */
async function send(page: Page): Promise<number> {
  await page.evaluate(`document.getElementById('answer').replaceChildren()`);
  await page.evaluate(`document.getElementById('send').click()`);
  await page.until(`/^\\d{3} /.test(document.getElementById('answer').innerText)`);
  return Number((await shown(page)).slice(0, 3));
}

function shown(page: Page): Promise<string> {
  return page.evaluate(`document.getElementById('answer').innerText`);
}

function fill(page: Page, field: string, text: string): Promise<unknown> {
  return page.evaluate(`document.getElementById('${field}').value = ${JSON.stringify(text)}`);
}

/** In CI there is one, for no test may be skipped there. */
function isThere(): boolean {
  return process.env.CI === 'true' || hasBrowser();
}
