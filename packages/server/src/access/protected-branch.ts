import { after, type Soon } from '@gitlab-internal-api/validator';
import { roles } from '../store/members.ts';
import type { Project, ProtectedBranch } from '../store/projects.ts';
import { type Finding, forbidden, passed } from './check.ts';
import { type Change, isDeployKey, type Question } from './question.ts';

/** Whether a push may change all of its branches, in GitLab's words where it may not. */
export function branchFinding(question: Question): Soon<Finding> {
  const { project, changes, store } = question;
  if (!project || !changes) return passed(project && 'whether some push could be allowed');
  return after(store.projects.protectedBranches(project.id), (branches) =>
    after(pushRole(question), (own) => judge(changes, branches, own, project)),
  );
}

function pushRole({ actor, role }: Question): Soon<number> {
  // A deploy key that may write pushes to protected branches like a maintainer who was allowed to.
  if (isDeployKey(actor)) return roles.maintainer;
  return actor.user?.admin === 1 ? roles.owner : role();
}

function judge(
  changes: readonly Change[],
  branches: readonly ProtectedBranch[],
  role: number,
  { default_branch }: Project,
): Finding {
  for (const change of changes) {
    const branch = branchOf(change);
    if (branch === undefined) continue;
    const rules = branches.filter(({ name }) => matches(name, branch));
    const finding = findingOf(change, branch, rules, role, default_branch);
    if (finding) return finding;
  }
  return passed(`${changes.length} ${changes.length === 1 ? 'ref' : 'refs'}`);
}

function findingOf(
  change: Change,
  branch: string,
  rules: readonly ProtectedBranch[],
  role: number,
  defaultBranch: string,
): Finding | undefined {
  const deletion = isZero(change.newrev);
  if (deletion && branch === defaultBranch)
    return forbidden('The default branch of a project cannot be deleted.', `${branch} is the default branch`);
  if (rules.length === 0) return undefined;
  const detail = `${branch} is protected by ${rules.map(({ name }) => name).join(', ')}`;
  if (deletion && role < roles.maintainer) {
    return forbidden(
      'You are not allowed to delete protected branches from this project. Only a project maintainer or owner can delete a protected branch.',
      `${detail}; maintainers may delete it`,
    );
  }
  // Where several names match, the most generous one counts.
  const mayPush = rules.some(({ push_role }) => push_role > 0 && role >= push_role);
  return deletion || mayPush
    ? undefined
    : forbidden('You are not allowed to push code to protected branches on this project.', detail);
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
