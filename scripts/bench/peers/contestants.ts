import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../generate/output.ts';

/** What a contestant is started with. */
export interface StartOptions {
  readonly port: number;
  /** The folder with the replies that are to be given, and the contract. */
  readonly folder: string;
  /** The world file of those that have a world. */
  readonly world?: string | undefined;
}

/** Somebody who answers the work. */
export interface Contestant {
  readonly name: string;
  readonly is: string;
  /** The arguments of Node that start it. */
  readonly start: (options: StartOptions) => string[];
  /** Whether it knows worlds, and so needs the one of 100,000 keys for what is asked of that. */
  readonly hasWorld?: true;
  /** Why its replies are others, where they are. */
  readonly differs?: string;
  /** The system decides on which core it is. */
  readonly isOnAnyCore?: true;
  /** Takes part only when it is named. */
  readonly isExtra?: true;
}

const document = join(root, 'packages/contract/generated/15.6/openapi.json');

/** Where contestants find what they need. */
export const inFolder = {
  replies: (folder: string) => join(folder, 'replies.json'),
  document: (folder: string) => join(folder, 'openapi.json'),
};

/** Copies the contract, because Prism starts anew whenever the file is written, be it with the same bytes. */
export function copyContract(folder: string): void {
  copyFileSync(document, inFolder.document(folder));
}
const { resolve } = createRequire(import.meta.url);

/** The contestant of this name. */
export function contestantNamed(wanted: string): Contestant {
  const found = contestants.find(({ name }) => name === wanted);
  if (!found) throw new Error(`no contestant is called ${wanted}`);
  return found;
}

const ownReplies = 'it answers with examples of the document, and has refusals of its own';

/** All contestants; the ratios are to the one called `express`. */
export const contestants: readonly Contestant[] = [
  {
    name: 'stub',
    is: 'this project, `serve` with its defaults: everything validated, state, journal, log',
    start: serve,
    hasWorld: true,
  },
  {
    name: 'stub-silent',
    is: 'the same with `--log-level silent`',
    start: (options) => [...serve(options), '--log-level', 'silent'],
    hasWorld: true,
    isExtra: true,
  },
  {
    name: 'prism',
    is: 'Stoplight Prism 5.16.0, `mock` on our document of 15.6, with its defaults, a log among them',
    start: mock,
    differs: ownReplies,
  },
  {
    name: 'prism-silent',
    is: 'the same with `--verboseLevel silent`',
    start: (options) => [...mock(options), '--verboseLevel', 'silent'],
    differs: ownReplies,
    isExtra: true,
  },
  {
    name: 'eov',
    is: 'express-openapi-validator 5.6.2, its middleware on one Express app, requests and replies',
    start: ({ port, folder }) => [...answerer('validated-express', { port, folder }), inFolder.document(folder)],
  },
  {
    name: 'express',
    is: 'Express 5 with its defaults: parses, and replies with the same values',
    start: (options) => answerer('bare-express', options),
  },
  {
    name: 'http',
    is: 'node:http: reads, and replies with the same bytes; the limit',
    start: (options) => answerer('bare-http', options),
  },
];

function serve({ port, world }: StartOptions): string[] {
  const started = [join(root, 'packages/cli/src/main.js'), 'serve', '--port', String(port)];
  return world === undefined ? started : [...started, '--world', world];
}

function answerer(name: string, { port, folder }: StartOptions): string[] {
  return [join(import.meta.dirname, 'servers', `${name}.ts`), inFolder.replies(folder), String(port)];
}

function mock({ port, folder }: StartOptions): string[] {
  const prism = resolve('@stoplight/prism-cli/dist/index.js');
  return [prism, 'mock', inFolder.document(folder), '--host', '127.0.0.1', '--port', String(port)];
}
