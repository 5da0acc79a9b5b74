import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { makeOffline } from './offline.ts';
import { redocTemplate } from './redoc.ts';
import { fillTemplate, toTemplate } from './template.ts';

const folder = mkdtempSync(join(tmpdir(), 'redoc-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('A page of Redoc is made once for all documents, and leaves no files behind', async () => {
  vi.stubEnv('TMPDIR', folder);
  const template = await redocTemplate();
  vi.unstubAllEnvs();
  // Node keeps there what it has compiled.
  expect(readdirSync(folder).filter((name) => name !== 'node-compile-cache')).toEqual([]);
  expect(await redocTemplate()).toBe(template);
  const document = { openapi: '3.1.0', info: { title: 'Mine', version: '7' }, paths: {}, components: {} };
  const page = fillTemplate(template, { ...document, 'x-text': '</script> $& $1' });
  expect(page).toContain('<title>Mine 7</title>');
  expect(page).toContain('"x-text":"\\u003c/script> $& $1"');
});

test('It forbids the browser every request, and asks for no foreign picture', async () => {
  const template = await redocTemplate();
  expect(template.slice(0, 300)).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none';`);
  expect(template).not.toMatch(/<script[^>]+\bsrc=|<link[^>]+href="http|cdn\.redoc\.ly/);
});

test('It is not made where the policy, or the document, would find no place', () => {
  expect(() => makeOffline('<html></html>')).toThrow('<head>');
  expect(() => toTemplate('<html></html>')).toThrow('Redocly makes its pages otherwise now');
});
