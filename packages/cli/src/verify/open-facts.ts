import { defaultWorld, openWorld, type World } from '@gitlab-internal-api/server';
import { readSecrets, valuesOf } from '../serve/secret-files.ts';
import { UserError } from '../user-error.ts';
import { type Facts, factsOf } from './facts.ts';
import type { VerifyFlags } from './flags.ts';

/** Reads what the requests may name; without a file it is what a freshly started stub knows. */
export function openFacts(flags: Pick<VerifyFlags, 'facts' | 'shellSecretFile' | 'kasSecretFile'>): Facts {
  const given = valuesOf(readSecrets(flags, process.env));
  return factsOf(flags.facts === undefined ? defaultWorld() : open(flags.facts), given);
}

function open(file: string): World {
  try {
    return openWorld(file);
  } catch (error) {
    if (error instanceof Error && error.name === 'WorldFileError') throw new UserError(error.message);
    throw error;
  }
}
