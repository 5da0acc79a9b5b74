import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, formatMessages, type Message, type PartialMessage, type Plugin } from 'esbuild';
import { root } from '../generate/output.ts';

/** The program as one script, and the files of which it is made. */
export interface Bundle {
  readonly script: string;
  readonly sources: readonly string[];
}

/** Puts the whole command line with all that it imports into one CommonJS script: Node can embed no other kind. */
export async function bundle(folder: string): Promise<Bundle> {
  const script = join(folder, 'main.cjs');
  const { warnings, metafile } = await build({
    entryPoints: [join(import.meta.dirname, 'entry.ts')],
    outfile: script,
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: `node${process.versions.node}`,
    // An `import()` of a part becomes a call that runs it: there is nothing to load, but parts still start when needed.
    supported: { 'dynamic-import': false },
    // A faster PostgreSQL client of native code, which pg takes where it is installed; here it never is.
    external: ['pg-native'],
    plugins: [withoutModules, withoutRedocly],
    metafile: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  if (warnings.length > 0) throw new Error(await explained(warnings));
  const [output] = Object.values(metafile.outputs);
  return { script, sources: Object.entries(output?.inputs ?? {}).flatMap(used) };
}

function used([file, { bytesInOutput }]: [string, { bytesInOutput: number }]): string[] {
  return bytesInOutput > 0 ? [file] : [];
}

async function explained(warnings: Message[]): Promise<string> {
  const lines = await formatMessages(warnings, { kind: 'warning' });
  return `This works in the workspace, but not in a single executable:\n${lines.join('\n')}`;
}

/** What the program asks of the module that it runs in is answered now: in the executable there are no modules. */
const withoutModules: Plugin = {
  name: 'without modules',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]packages[/\\]\w+[/\\](src|generated)[/\\].*\.ts$/ }, ({ path }) => {
      const code = readFileSync(path, 'utf8');
      const file = relative(root, path).replaceAll('\\', '/');
      return { loader: 'ts', contents: withFolder(withRequire(code), dirname(file)), errors: lostFiles(code, file) };
    });
  },
};

/** Redocly is a program of many files, and large; the page that it makes is carried along. */
const withoutRedocly: Plugin = {
  name: 'without Redocly',
  setup({ onResolve }) {
    onResolve({ filter: /[/\\]redoc\.ts$/ }, () => ({ path: join(import.meta.dirname, 'redoc.ts') }));
  },
};

/** Only calls of the very name `require` are followed by the bundler. */
function withRequire(code: string): string {
  const [declaration, name] = /^const (\w+) = createRequire\(import\.meta\.url\);$/m.exec(code) ?? [];
  if (declaration === undefined) return code;
  return code.replace(declaration, '').replaceAll(new RegExp(`\\b${name}\\(`, 'g'), 'require(');
}

/** Files that belong to the program are asked for by their paths in the repository. */
function withFolder(code: string, folder: string): string {
  return code.replaceAll('import.meta.dirname', JSON.stringify(folder));
}

function lostFiles(code: string, file: string): PartialMessage[] {
  if (!code.includes('import.meta.dirname') || code.includes('readProgramFile(')) return [];
  return [{ text: `${file}: no file lies beside the code there; read it with readProgramFile, and carry it along` }];
}
