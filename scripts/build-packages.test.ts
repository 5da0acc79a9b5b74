import { describe, expect, test } from 'vitest';
import { packagesIn, withCompiledNames } from './build-packages/imports.ts';
import { publishedManifest, workspacePackages } from './build-packages/manifest.ts';

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
});

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
