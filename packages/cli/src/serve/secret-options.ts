import type { Command } from 'commander';

/** Declares where the secrets are that sign and check credentials: in files, which the environment may name too. */
export function addSecretOptions(command: Command): Command {
  return command
    .option(
      '--shell-secret-file <file>',
      'the secret of GitLab Shell and Gitaly; also $GITLAB_SHELL_SECRET_FILE, or the secret itself in $GITLAB_SHELL_SECRET',
    )
    .option(
      '--kas-secret-file <file>',
      'the secret of kas, Base64 of 32 bytes; also $GITLAB_KAS_SECRET_FILE, or the secret itself in $GITLAB_KAS_SECRET',
    );
}
