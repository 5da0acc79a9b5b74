import { UnknownReleaseError } from '@gitlab-internal-api/contract';
import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { forgiveClosedPipe, warn } from './output.ts';
import { UserError } from './user-error.ts';

/** Runs the command line; what it returns is the exit status: the command's own, 2 for a mistake of the user's, 1 for one of ours. */
export async function runProgram(words: readonly string[]): Promise<number> {
  forgiveClosedPipe(process.stdout);
  forgiveClosedPipe(process.stderr);
  try {
    const root = program();
    for (const add of meant(words)) await add(root);
    await root.parseAsync(words, { from: 'user' });
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
  return root;
}

/** Adds a command, which is loaded for that. */
type Add = (root: Command) => Promise<void>;

/** The commands, in the order in which `--help` shows them. */
const commands: Readonly<Record<string, Add>> = {
  serve: async (root) => (await import('./serve/serve.ts')).addServe(root),
  check: async (root) => (await import('./check/check.ts')).addCheck(root),
  proxy: async (root) => (await import('./proxy/proxy.ts')).addProxy(root),
  verify: async (root) => (await import('./verify/verify.ts')).addVerify(root),
  spec: async (root) => (await import('./spec.ts')).addSpec(root),
  diff: async (root) => (await import('./diff/diff.ts')).addDiff(root),
  token: async (root) => (await import('./token/token.ts')).addToken(root),
};

/** The command that the first word names; all of them where help or a mistyped word has to be answered. */
function meant([first]: readonly string[]): readonly Add[] {
  const named = Object.entries(commands).find(([name]) => name === first);
  return named ? [named[1]] : Object.values(commands);
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
