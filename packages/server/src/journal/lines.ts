import type { ControlSchemas } from '@gitlab-internal-api/contract';

/** Whether somebody would rather have lines of JSON than one value. */
export function acceptsLines(accept: string | undefined): boolean {
  return /\bapplication\/x-ndjson\b/i.test(accept ?? '');
}

/** Entries of a journal as JSON, one a line. */
export function linesOf(entries: readonly ControlSchemas['JournalEntry'][]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}
