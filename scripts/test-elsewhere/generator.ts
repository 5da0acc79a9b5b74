import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { editions } from '@gitlab-internal-api/contract';
import { root } from '../generate/output.ts';
import { run } from './run.ts';

/** A generator of clients that we did not write, and what we do with it. */
export interface Generator {
  /** Its name, and the language of its clients. */
  readonly name: string;
  readonly needs: readonly Need[];
  readonly harmless: readonly HarmlessWarning[];
  /** Which of our documents it reads. */
  readonly document: 'openapi.json' | 'openapi-3.0.json';
  /** Generates the client of a document in a folder, and returns what the generator said. */
  generate(document: string, folder: string): Promise<string>;
  /** Builds the client that is in a folder, with our program beside it. */
  build(folder: string): Promise<unknown>;
  /** What runs our program in that folder; absent where the client is only compiled. */
  readonly program?: readonly [string, ...string[]];
}

/** Something that a machine may lack. */
export interface Need {
  readonly what: string;
  /** A command that ends with 0 where it is there. */
  readonly check: readonly [string, ...string[]];
}

/** Something that a generator says about our documents, and why nobody has to care. */
export interface HarmlessWarning {
  readonly text: RegExp;
  readonly why: string;
}

/** Generates the clients of all editions, each in a folder of its own, and returns what the generator said. */
export async function generateAll({ document, generate }: Generator, folder: string): Promise<string> {
  const said = [];
  for (const edition of editions) {
    const own = join(folder, edition);
    mkdirSync(own);
    said.push(await generate(join(root, 'packages', 'contract', 'generated', edition, document), own));
  }
  return said.join('\n');
}

/** Where our program in a language is, which makes the calls with the generated client. */
export function sourcesOf(language: string): string {
  return join(import.meta.dirname, language);
}

/** Puts our program beside the generated client. */
export function addProgram(language: string, folder: string): void {
  cpSync(sourcesOf(language), folder, { recursive: true });
}

/** What a machine lacks of what a generator needs. */
export async function missing({ needs }: Generator): Promise<string[]> {
  const there = needs.map(({ check: [program, ...options] }) =>
    run(program, options).then(
      () => true,
      () => false,
    ),
  );
  const found = await Promise.all(there);
  return needs.filter((_, index) => !found[index]).map(({ what }) => what);
}

/** The warnings and errors in what a generator said, but for those that are known to do no harm. */
export function warningsIn(said: string, { harmless }: Generator): string[] {
  const warnings = said.split('\n').filter((line) => /\b(warn|warning|error)\b/i.test(line));
  return warnings.filter((line) => !harmless.some(({ text }) => text.test(line)));
}
