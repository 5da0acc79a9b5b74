import { allOperations, editions, loadDocument, type Release } from '@gitlab-internal-api/contract';
import type { Command } from 'commander';
import { print, warn } from '../output.ts';
import { UserError } from '../user-error.ts';
import { explanationOf, textToExplain } from './explaining.ts';
import { addTokenOptions, type TokenFlags } from './flags.ts';
import { printed } from './printing.ts';
import { type Recipe, recipeOf } from './recipes.ts';
import { isDevelopment, openTokenSource } from './source.ts';

/** Adds the command that makes credentials and explains them. */
export function addToken(program: Command): void {
  const command = program
    .command('token')
    .summary('make a credential, or explain one')
    .description(
      'Prints the header with which a program gets in and a curl command that works, or says what a credential is and whether it would pass. It asks no server.',
    );
  addTokenOptions(command).action(async (flags: TokenFlags) => {
    if (flags.as !== undefined) return make(flags);
    if (flags.explain !== undefined) return explain(flags.explain, flags);
    throw new UserError("say what for: --as PROGRAM makes a credential, --explain 'NAME: VALUE' explains one");
  });
}

async function make({ as = 'gitlab-shell', ...flags }: TokenFlags): Promise<void> {
  const source = await openTokenSource(flags);
  const recipe = await recipeOf(as, flags, source);
  refuseUnknown(as, source.release, recipe);
  refuseIdle(as, flags, recipe);
  if (isDevelopment(source, recipe.secrets))
    warn('this is made of a development credential, which everybody knows; secret files and --world give others');
  await print(printed(recipe, flags));
}

/** An edition without the operation refuses its path, whatever the credential is. */
function refuseUnknown(consumer: string, release: Release, { operation }: Recipe): void {
  const has = (version: Release) => allOperations(loadDocument(version)).some(({ id }) => id === operation);
  if (has(release)) return;
  const first = editions.find(has);
  throw new UserError(
    `GitLab ${release} has nothing for ${consumer}; ${first} and later have: --gitlab-version ${first}`,
  );
}

/** A flag that changes nothing is a mistake. */
function refuseIdle(
  consumer: string,
  { expiresIn, sharedSecret }: TokenFlags,
  { lifetime, credentials }: Recipe,
): void {
  if (expiresIn !== undefined && lifetime === undefined)
    throw new UserError(
      `what ${consumer} presents is no JSON Web Token and does not expire so; leave --expires-in out`,
    );
  if (sharedSecret && !credentials.some(([name]) => name === 'Gitlab-Shared-Secret'))
    throw new UserError(`${consumer} has no shared secret; leave --shared-secret out`);
}

async function explain(given: string, flags: TokenFlags): Promise<void> {
  if (flags.format === 'header' || flags.format === 'curl')
    throw new UserError(`--explain is printed as text or json, not as ${flags.format}`);
  const text = await textToExplain(given);
  const { library, world, secrets, release } = await openTokenSource(flags);
  const examination = await library.examineCredential(text, { world, secrets, release, now: flags.now });
  await print(
    flags.format === 'json' ? JSON.stringify(examination, undefined, 2) : explanationOf(examination, release),
  );
  // Neither a mistake nor a crash: the answer is no.
  if (!examination.passes) process.exitCode = 1;
}
