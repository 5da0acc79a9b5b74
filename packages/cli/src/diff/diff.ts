import { type Command, Option } from 'commander';

/** How changes can be told. */
export type ChangesFormat = 'text' | 'markdown' | 'json' | 'junit';

const formats: readonly ChangesFormat[] = ['text', 'markdown', 'json', 'junit'];

const consumers = ['gitlab-shell', 'gitaly', 'geo', 'kas', 'customers-dot', 'opstrace', 'scim-provider'];

/** The flags of `diff` as they were understood. */
export interface DiffFlags {
  readonly consumer?: string;
  readonly operation?: string;
  readonly format: ChangesFormat;
  readonly failOn?: 'breaking';
}

/** Adds the command that tells what changed from one release to another. */
export function addDiff(program: Command): void {
  program
    .command('diff')
    .summary('tell what changed between two releases of GitLab')
    .description(
      'Tells for each operation what a later release of GitLab added, deprecated, removed or required, and whether a client made for one of them works with the other, judged by what its code sends and reads. Ends with 0, with 1 if --fail-on says so, with 2 for mistakes in the command.',
    )
    .argument('<from>', 'the older release, such as 14.2, v14.2, 14.2.5-ee')
    .argument('[to]', 'the newer one', 'latest')
    .addOption(new Option('--consumer <name>', 'only what concerns this client').choices(consumers))
    .option('--operation <id>', 'only one operation, such as checkGitAccess')
    .addOption(new Option('--format <format>', 'how to tell it').choices(formats).default('text'))
    .addOption(
      new Option('--fail-on <what>', 'end with 1 if a client made for the older release breaks').choices(['breaking']),
    )
    .action(async (from: string, to: string, flags: DiffFlags) => {
      // Loaded here, so that the other commands do not wait for it.
      const { tellChanges } = await import('./tell.ts');
      process.exitCode = await tellChanges(from, to, flags);
    });
}
