import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Where a command runs, and what its environment has beside ours. */
export interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command and returns all that it printed; rejects with it where the command fails. */
export async function run(
  program: string,
  options: readonly string[],
  { cwd, env }: Surroundings = {},
): Promise<string> {
  // What a registry does not answer within ten minutes, it will not answer at all.
  const limits = { maxBuffer: 64 * 1024 * 1024, timeout: 600_000 };
  try {
    const { stdout, stderr } = await promisify(execFile)(program, options, {
      ...limits,
      cwd,
      env: { ...process.env, ...env },
    });
    return `${stdout}${stderr}`;
  } catch (failure) {
    // The message has the command and what it wrote to standard error.
    const { message, stdout = '' } = failure as Error & { stdout?: string };
    throw new Error(`${message.trimEnd()}\n${stdout}`, { cause: failure });
  }
}
