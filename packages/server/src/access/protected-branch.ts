import { roles } from '../store/members.ts';
import type { ProtectedBranch } from '../store/projects.ts';
import { type Change, isDeployKey, type Question } from './question.ts';
import { roleInProject } from './role.ts';

/** Why a push may not change one of its branches, in GitLab's words; undefined when it may change all. */
export async function branchRefusal({ project, actor, changes, store }: Question): Promise<string | undefined> {
  if (!project || !changes) return undefined;
  const branches = await store.projects.protectedBranches(project.id);
  const role = await pushRole();
  for (const change of changes) {
    const branch = branchOf(change);
    if (branch === undefined) continue;
    const rules = branches.filter(({ name }) => matches(name, branch));
    const refusal = refusalOf(change, branch, rules, role, project.default_branch);
    if (refusal !== undefined) return refusal;
  }
  return undefined;

  async function pushRole(): Promise<number> {
    // A deploy key that may write pushes to protected branches like a maintainer who was allowed to.
    if (isDeployKey(actor)) return roles.maintainer;
    return project && actor.user?.admin !== 1 ? roleInProject(store, actor.user, project) : roles.owner;
  }
}

function refusalOf(
  change: Change,
  branch: string,
  rules: readonly ProtectedBranch[],
  role: number,
  defaultBranch: string,
): string | undefined {
  const deletion = isZero(change.newrev);
  if (deletion && branch === defaultBranch) return 'The default branch of a project cannot be deleted.';
  if (rules.length === 0) return undefined;
  if (deletion && role < roles.maintainer) {
    return 'You are not allowed to delete protected branches from this project. Only a project maintainer or owner can delete a protected branch.';
  }
  // Where several names match, the most generous one counts.
  const mayPush = rules.some(({ push_role }) => push_role > 0 && role >= push_role);
  return deletion || mayPush ? undefined : 'You are not allowed to push code to protected branches on this project.';
}

function branchOf({ ref }: Change): string | undefined {
  return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
}

/** `*` in the name of a protected branch stands for any text. */
function matches(name: string, branch: string): boolean {
  const [start = '', ...parts] = name.split('*');
  const end = parts.pop();
  if (end === undefined) return name === branch;
  if (!branch.startsWith(start) || !branch.endsWith(end)) return false;
  let from = start.length;
  for (const part of parts) {
    const found = branch.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from + end.length <= branch.length;
}

/** The object id of nothing: the old side of a new branch, the new side of a deleted one. */
export function isZero(objectId: string): boolean {
  return /^0+$/.test(objectId);
}
