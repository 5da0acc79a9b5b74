import { readFileSync } from 'node:fs';
import type { RunningServer } from '@gitlab-internal-api/server';
import { systemProblem, UserError } from '../user-error.ts';
import type { ServeFlags } from './serve-options.ts';

/** The secrets of services, as the server takes them. */
export type Secrets = RunningServer['secrets'];

/** A secret that somebody gave, and the file that it was read from. */
interface GivenSecret {
  readonly value: string;
  readonly file?: string;
}

/** The secrets that flags and environment give; what they do not give comes from the world. */
export interface GivenSecrets {
  readonly shell?: GivenSecret;
  readonly kas?: GivenSecret;
}

type Variable = 'GITLAB_SHELL_SECRET' | 'GITLAB_KAS_SECRET';

/** Reads the secrets that the flags name, else those of the environment. */
export function readSecrets(
  { shellSecretFile, kasSecretFile }: Pick<ServeFlags, 'shellSecretFile' | 'kasSecretFile'>,
  environment: NodeJS.ProcessEnv,
): GivenSecrets {
  const shell = readSecret('shell', shellSecretFile, 'GITLAB_SHELL_SECRET', environment);
  const kas = readSecret('kas', kasSecretFile, 'GITLAB_KAS_SECRET', environment);
  if (kas && !isBase64Of32Bytes(kas.value)) {
    throw new UserError(
      `the kas secret in ${kas.file ?? 'GITLAB_KAS_SECRET'} is not the Base64 of 32 bytes; openssl rand -base64 32 makes one`,
    );
  }
  return { ...(shell && { shell }), ...(kas && { kas }) };
}

/** The secrets by their names alone. */
export function valuesOf({ shell, kas }: GivenSecrets): Partial<Secrets> {
  return { ...(shell && { shell: shell.value }), ...(kas && { kas: kas.value }) };
}

function readSecret(
  name: string,
  flag: string | undefined,
  variable: Variable,
  environment: NodeJS.ProcessEnv,
): GivenSecret | undefined {
  const { [`${variable}_FILE`]: named, [variable]: value } = environment;
  if (flag === undefined && named !== undefined && value !== undefined)
    throw new UserError(`${variable} and ${variable}_FILE are both set; keep one of them`);
  const file = flag ?? named;
  if (file !== undefined) return { value: required(readFile(name, file), `the ${name} secret file ${file}`), file };
  return value === undefined ? undefined : { value: required(value, variable) };
}

function readFile(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(`cannot read the ${name} secret file ${file}: ${systemProblem(error)}`);
  }
}

function required(value: string, place: string): string {
  if (value.trim() === '') throw new UserError(`${place} is empty`);
  return value;
}

/** Strictly, as GitLab reads it, but for white space at the end. */
function isBase64Of32Bytes(text: string): boolean {
  return /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=\s*$/.test(text);
}
