import { join } from 'node:path';
import { root } from '../generate/output.ts';
import { addProgram, type Generator } from './generator.ts';
import { run } from './run.ts';

const modules = join(root, 'node_modules');
const openapiTs = join(modules, '@hey-api', 'openapi-ts', 'bin', 'run.js');
const tsc = join(modules, 'typescript-7', 'bin', 'tsc');

/** `@hey-api/openapi-ts`; our program is type-checked as strictly as the compiler can. */
export const heyApi: Generator = {
  name: '@hey-api/openapi-ts (TypeScript)',
  document: 'openapi.json',
  needs: [],
  harmless: [],
  program: [process.execPath, 'dist/main.mjs'],
  generate(document, cwd) {
    const options = ['--input', document, '--output', 'gitlab', '--client', '@hey-api/client-fetch'];
    return run(process.execPath, [openapiTs, ...options], { cwd });
  },
  build(cwd) {
    addProgram('typescript', cwd);
    return run(process.execPath, [tsc, '--project', '.', '--typeRoots', join(modules, '@types')], { cwd });
  },
};
