import { isZero } from '../access/protected-branch.ts';
import type { Change } from '../access/question.ts';

/** The branches for which GitLab thinks of merge requests: pushed and not deleted, but not the default one. */
export function branchesToMerge(changes: readonly Change[], defaultBranch: string): string[] {
  const pushed = changes.filter(({ ref, newrev }) => ref.startsWith(prefix) && !isZero(newrev));
  return pushed.map(({ ref }) => ref.slice(prefix.length)).filter((branch) => branch !== defaultBranch);
}

const prefix = 'refs/heads/';

/** What GitLab says to whoever pushed a branch that has no merge request. */
export function mergeRequestLink(branch: string, project: string): string {
  const query = `${percentEncode('merge_request[source_branch]')}=${percentEncode(branch)}`;
  return `To create a merge request for ${branch}, visit:\n  ${project}/-/merge_requests/new?${query}`;
}

/** As Ruby's `CGI.escape`, which escapes more than `encodeURIComponent`. */
function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
