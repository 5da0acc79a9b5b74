import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The workspace's own Node: the script is compiled for this very version. */
const node = join(dirname(require.resolve('node/package.json')), 'bin', 'node');

/** What an executable is made of. */
export interface Parts {
  readonly script: string;
  readonly assets: Readonly<Record<string, string>>;
  /** A folder for what is needed only until it is made. */
  readonly work: string;
}

/** Writes a copy of Node that runs a script of its own: https://nodejs.org/docs/latest-v24.x/api/single-executable-applications.html */
export function writeExecutable(executable: string, { script, assets, work }: Parts): void {
  const [config, output] = [join(work, 'executable.json'), join(work, 'executable.blob')];
  writeFileSync(config, JSON.stringify({ main: script, output, assets, ...options }));
  run(node, '--experimental-sea-config', config);
  // Its name is given to it when it is whole; one that runs just now goes on without a name.
  const fresh = `${executable}.new`;
  copyFileSync(node, fresh);
  chmodSync(fresh, 0o755);
  sign(fresh, '--remove-signature');
  inject(fresh, output);
  sign(fresh, '--sign', '-');
  renameSync(fresh, executable);
}

const options = {
  // What is compiled now need not be compiled at each start, which then takes a fifth less time.
  useCodeCache: true,
  disableExperimentalSEAWarning: true,
  // Node does not warn of what packages do in node_modules; here it cannot tell them from the program.
  execArgv: ['--no-deprecation'],
};

function inject(executable: string, blob: string): void {
  // The name that Node looks for, and the place where it is told that there is something to look for.
  const resource = ['NODE_SEA_BLOB', blob, '--sentinel-fuse', 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'];
  const segment = process.platform === 'darwin' ? ['--macho-segment-name', 'NODE_SEA'] : [];
  const postject = join(dirname(require.resolve('postject/package.json')), 'dist', 'cli.js');
  run(node, postject, executable, ...resource, ...segment);
}

/** macOS runs nothing whose signature does not fit its bytes; `-` signs for no one in particular. */
function sign(executable: string, ...options: string[]): void {
  if (process.platform === 'darwin') run('codesign', ...options, executable);
}

/** Quietly, because postject warns of names of sections that Node's makers left out; of one that fails, the error tells. */
function run(program: string, ...options: string[]): void {
  execFileSync(program, options, { stdio: 'pipe' });
}
