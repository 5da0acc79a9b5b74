import { UnknownReleaseError } from '@gitlab-internal-api/contract';
import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { addCheck } from './check/check.ts';
import { addDiff } from './diff/diff.ts';
import { forgiveClosedPipe, warn } from './output.ts';
import { addProxy } from './proxy/proxy.ts';
import { addServe } from './serve/serve.ts';
import { addSpec } from './spec.ts';
import { addToken } from './token/token.ts';
import { UserError } from './user-error.ts';
import { addVerify } from './verify/verify.ts';

/** Runs the command line; what it returns is the exit status: the command's own, 2 for a mistake of the user's, 1 for one of ours. */
export async function runProgram(words: readonly string[]): Promise<number> {
  forgiveClosedPipe(process.stdout);
  forgiveClosedPipe(process.stderr);
  try {
    await program().parseAsync(words, { from: 'user' });
    // A command whose answer is no has set it.
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(error);
  }
}

function program(): Command {
  const root = new Command('gitlab-internal-api')
    .description("A stub of GitLab's internal API, and its contract.")
    .version(packageJson.version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      getOutHelpWidth: helpWidth,
      getErrHelpWidth: helpWidth,
      outputError: (text, write) => write(onOneLine(text)),
    });
  addServe(root);
  addCheck(root);
  addProxy(root);
  addVerify(root);
  addSpec(root);
  addDiff(root);
  addToken(root);
  return root;
}

function helpWidth(): number {
  return Math.min(process.stdout.columns ?? 80, 80);
}

/** Commander puts its proposal on a line of its own. */
function onOneLine(text: string): string {
  return `${text.trim().replaceAll(/\s*\n\s*/g, ' ')}\n`;
}

function report(error: unknown): number {
  // Commander has printed the message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError || error instanceof UnknownReleaseError) {
    warn(error.message, 'error');
    return 2;
  }
  console.error(error);
  return 1;
}
