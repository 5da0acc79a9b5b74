import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { addProgram, type Generator, sourcesOf } from './generator.ts';
import { run } from './run.ts';

/** oapi-codegen, in the release that `go/go.mod` names. In OpenAPI 3.1 it stops at lists of types. */
export const oapiCodegen: Generator = {
  name: 'oapi-codegen (Go)',
  document: 'openapi-3.0.json',
  needs: [{ what: 'Go', check: ['go', 'version'] }],
  harmless: [],
  program: ['./elsewhere'],
  async generate(document, folder) {
    const cwd = sourcesOf('go');
    // Go tells on the same channel what it downloads.
    await run('go', ['mod', 'download'], { cwd });
    mkdirSync(join(folder, 'gitlab'));
    const options = ['-generate', 'types,client', '-package', 'gitlab', '-o', join(folder, 'gitlab', 'client.go')];
    return run('go', ['tool', 'oapi-codegen', ...options, document], { cwd });
  },
  build(cwd) {
    addProgram('go', cwd);
    return run('go', ['build', '-o', 'elsewhere', '.'], { cwd });
  },
};
