import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editions, latestEdition, loadDocument, operationObjects } from '@gitlab-internal-api/contract';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeOffline } from './offline.ts';
import { renderReference } from './reference.ts';

const folder = mkdtempSync(join(tmpdir(), 'reference-test-'));

beforeAll(() => void vi.stubEnv('TMPDIR', folder));

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('the reference page', () => {
  test.each(editions)('of %s names every operation and its release', async (edition) => {
    const document = loadDocument(edition);
    const page = await renderReference(document);
    expect(page).toContain(`<title>GitLab internal API ${edition}</title>`);
    for (const { summary } of operationObjects(document).values()) expect(page).toContain(summary);
  });

  test('forbids the browser every request, and asks for no foreign picture', async () => {
    const page = await renderReference(loadDocument(latestEdition));
    expect(page.slice(0, 300)).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none';`);
    expect(page).not.toMatch(/<script[^>]+\bsrc=|<link[^>]+href="http|cdn\.redoc\.ly/);
  });

  test('says which server it was made for', async () => {
    const page = await renderReference({ ...loadDocument('13.7'), servers: [{ url: 'http://127.0.0.1:4711' }] });
    expect(page).toContain('http://127.0.0.1:4711');
  });

  test('leaves no files behind, also when Redoc refuses the document', async () => {
    await expect(renderReference({ paths: {}, components: {} })).rejects.toThrow();
    expect(readdirSync(folder).filter((name) => name.startsWith('gitlab-internal-api-'))).toEqual([]);
  });

  test('is not made where the policy against the network would find no place', () => {
    expect(() => makeOffline('<html></html>')).toThrow('<head>');
  });
});
