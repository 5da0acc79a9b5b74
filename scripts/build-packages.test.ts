import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { packagesIn, withCompiledNames } from './build-packages/imports.ts';
import { publishedManifest, workspacePackages } from './build-packages/manifest.ts';
import { takeTypes } from './build-packages/taken-types.ts';

describe('The types of a package', () => {
  test('import what the compiler has made, wherever they name it', () => {
    const types = [
      "import type { A } from './a.ts';",
      "export { B } from '../generated/15.6.ts';",
      "export declare const c: import('./c.ts').C<'./d.ts'>;",
      "/** Not './a.ts'. */",
      "export * from 'kysely';",
    ];
    expect(withCompiledNames(types.join('\n')).split('\n')).toEqual([
      "import type { A } from './a.js';",
      "export { B } from '../generated/15.6.js';",
      "export declare const c: import('./c.js').C<'./d.ts'>;",
      "/** Not './a.ts'. */",
      "export * from 'kysely';",
    ]);
  });

  test('name the packages without which they mean nothing', () => {
    const code = ["import 'node:fs';", "import a from '@b/c/d.js';", "await import('pg');", "export * from './e.js';"];
    expect(packagesIn(code.join('\n'))).toEqual(['@b/c', 'pg']);
  });

  test('come along where npm does not install the package of the workspace that has them', () => {
    const [contract, jose] = ["from '@gitlab-internal-api/contract/15.6/types';", "from 'jose';"];
    const work = compiled({
      'contract/generated/15.6/types.d.ts': 'export interface paths {}',
      'client/generated/a.d.ts': `export * ${contract}`,
      'client/src/b.d.ts': `export * ${contract}\nexport * ${jose}`,
    });
    const client = workspacePackages().find(({ name }) => name === 'client');
    if (client) takeTypes(client, join(work, 'client'));
    expect(filesIn(join(work, 'client'))).toEqual({
      'generated/15.6/types.d.ts': 'export interface paths {}',
      'generated/a.d.ts': "export * from './15.6/types.js';",
      'src/b.d.ts': `export * from '../generated/15.6/types.js';\nexport * ${jose}`,
    });
  });
});

function compiled(files: Readonly<Record<string, string>>): string {
  const work = mkdtempSync(join(tmpdir(), 'compiled-'));
  onTestFinished(() => rmSync(work, { recursive: true }));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, file)), { recursive: true });
    writeFileSync(join(work, file), text);
  }
  return work;
}

function filesIn(folder: string): Record<string, string> {
  const files = globSync('**/*.ts', { cwd: folder });
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

describe('The package.json for npm', () => {
  const published = workspacePackages().map(({ manifest }) => publishedManifest(manifest));

  test('leads nobody to TypeScript, and has types before code', () => {
    const client = published.find(({ name }) => name.endsWith('/client'));
    expect(client?.exports).toEqual({
      '.': { types: './dist/src/index.d.ts', default: './dist/src/index.js' },
      './node': { types: './dist/src/node.d.ts', default: './dist/src/node.js' },
      './package.json': './package.json',
    });
    expect(JSON.stringify(published)).not.toMatch(/(?<!\.d)\.ts"/);
  });

  test('asks for versions that npm knows, and has nothing that serves the workspace alone', () => {
    expect(JSON.stringify(published)).not.toMatch(/workspace:|devDependencies|prepack/);
    const [version] = published.map((manifest) => manifest.version);
    const server = published.find(({ name }) => name.endsWith('/server'));
    expect(server?.dependencies?.['@gitlab-internal-api/contract']).toBe(version);
  });

  test('of the client asks for two packages and, where somebody wants to, for undici', () => {
    const client = published.find(({ name }) => name.endsWith('/client'));
    expect(Object.keys(client?.dependencies ?? {})).toEqual(['jose', 'openapi-fetch']);
    expect(client).toMatchObject({ peerDependenciesMeta: { undici: { optional: true } } });
  });
});
