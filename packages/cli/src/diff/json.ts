import { changeText, isBreaking, type ReleaseChanges, type Verdict } from '@gitlab-internal-api/contract/changes';

/** The changes for programs. */
export function jsonChanges({ from, to, operations, unchanged }: ReleaseChanges): string {
  const told = {
    version: 1,
    from,
    to,
    breaking: operations.some(isBreaking),
    unchanged,
    operations: operations.map(({ operation, method, path, changes, consumers }) => ({
      operation,
      method,
      path,
      changes: changes.map((change) => ({ ...change, text: changeText(change) })),
      consumers: consumers.map(({ consumer, olderClient, newerClient }) => ({
        consumer,
        older_client: verdictOf(olderClient),
        newer_client: verdictOf(newerClient),
      })),
    })),
  };
  return JSON.stringify(told, null, 2);
}

function verdictOf({ client, server, answer, reasons }: Verdict): object {
  return { made_for: client, gitlab: server, answer, reasons };
}
