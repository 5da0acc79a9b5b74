import type { Change } from './question.ts';

/** The refs of a push, a line `<old object id> <new object id> <ref>` each; undefined for `_any`. */
export function parseChanges(changes: string | undefined): Change[] | undefined {
  if (changes === undefined || changes === '_any') return undefined;
  // The documented request writes its line breaks as a backslash and an n.
  return changes.split(/\r?\n|\\n/).flatMap((line) => {
    const [oldrev, newrev, ...ref] = line.trim().split(' ');
    return oldrev !== undefined && newrev !== undefined && ref.length > 0
      ? [{ oldrev, newrev, ref: ref.join(' ') }]
      : [];
  });
}
