import type { Command } from 'commander';
import { explain } from '../findings/explain.ts';
import { print } from '../output.ts';
import { refuseReportMistakes } from '../reports/report-options.ts';
import { UserError } from '../user-error.ts';
import { addVerifyOptions, type VerifyFlags } from './flags.ts';

/** Adds the command that asks a server whether it keeps the contract. */
export function addVerify(program: Command): void {
  const command = program
    .command('verify')
    .summary('ask a real server whether it keeps the contract')
    .description(
      'Asks a GitLab, or a stub of one, the examples of the contract and variations of them, and tells where it answers otherwise. It changes nothing there unless --allow-writes says so. Ends with 0 when all is well, 1 for errors, 2 for mistakes in the command and a server that is not there, is no GitLab or does not take the secret.',
    );
  addVerifyOptions(command).action(async (flags: VerifyFlags) => {
    if (flags.explain !== undefined) return print(explain(flags.explain));
    refuseContradictions(flags);
    // Loaded here, so that help and mistakes in the flags do not wait for it.
    const { verify } = await import('./run.ts');
    process.exitCode = await verify(flags);
  });
}

function refuseContradictions(flags: VerifyFlags): void {
  const { baseUrl, socket, plan } = flags;
  if (baseUrl === undefined && socket === undefined && !plan)
    throw new UserError('say whom to ask: --base-url URL or --socket PATH; --plan prints what would be asked');
  refuseReportMistakes(flags);
}
