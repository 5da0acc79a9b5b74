import type { Reply } from '@gitlab-internal-api/contract';
import { resolveActor } from '../../access/actor.ts';
import { parseChanges } from '../../access/changes.ts';
import { findRepository, type Repository } from '../../access/repository.ts';
import type { Context, Handler, HandlerInput } from '../../handler.ts';
import { projectUrl } from '../../project-url.ts';
import { branchesToMerge, mergeRequestLink } from '../../pushes/merge-request-links.ts';
import { pushOptionWarning } from '../../pushes/push-options.ts';
import type { Project } from '../../store/projects.ts';
import type { Store } from '../../store/store.ts';

type Input = HandlerInput<'postReceive'>;
type Surroundings = Context<'postReceive'>;

/** Process a push that a repository has received. */
export const postReceive: Handler<'postReceive'> = async (input, context): Promise<Reply<'postReceive'>> => {
  const reference_counter_decreased = await countDown(input, context);
  const pushed = await findPushed(input, context.store);
  // Gitaly prints messages in this order, alerts between two lines of equals signs.
  const alerts = [
    ...(await context.store.broadcastMessages.texts()),
    ...(await warnings(input, pushed, context.store)),
  ];
  const messages = [
    ...alerts.map((message) => ({ message, type: 'alert' as const })),
    ...mergeRequestLinks(pushed, context).map((message) => ({ message, type: 'basic' as const })),
  ];
  return { status: 200, body: { messages, reference_counter_decreased } };
};

/** Whether the counter could be decreased: GitLab says so of one that is zero, too; only Redis can fail. */
async function countDown(input: Input, { store, instance, clock, remarks }: Surroundings): Promise<boolean> {
  const { gl_repository = '' } = input;
  if (instance.redis) remarks.referenceCounter = await store.referenceCounters.decrease(gl_repository, clock.now());
  return instance.redis;
}

/** A repository, and the branches of it that were pushed and could be merged. */
interface Pushed extends Pick<Repository, 'project' | 'kind'> {
  readonly branches: readonly string[];
}

async function findPushed({ gl_repository, changes }: Input, store: Store): Promise<Pushed> {
  const { project, kind } = await findRepository(gl_repository, undefined, store);
  return {
    project,
    kind,
    branches: project ? branchesToMerge(parseChanges(changes) ?? [], project.default_branch) : [],
  };
}

/** Nobody needs to stand behind the identifier, nor a repository behind `gl_repository`. */
async function warnings(input: Input, { project, kind, branches: pushed }: Pushed, store: Store): Promise<string[]> {
  const options = input.push_options ?? [];
  if (options.length === 0) return [];
  const { user } = await resolveActor(input, store);
  const branches = project ? [...(await branchesOf(project, store)), ...pushed] : [];
  const repository = project && { ofProject: kind === 'project', path: project.path, pushed, branches };
  const warning = pushOptionWarning({ options, byUser: user !== undefined, repository });
  return warning === undefined ? [] : [warning];
}

/** The branches of which the world speaks; what else is in the repository only Gitaly knows. */
async function branchesOf({ id, default_branch }: Project, store: Store): Promise<string[]> {
  const rules = await store.projects.protectedBranches(id);
  return [default_branch, ...rules.map(({ name }) => name)];
}

/** An empty repository has no branch to merge into, a wiki no merge requests. */
function mergeRequestLinks({ project, kind, branches }: Pushed, { instance }: Surroundings): string[] {
  if (!project || kind !== 'project' || project.repository === 0) return [];
  return branches.map((branch) => mergeRequestLink(branch, projectUrl(project, instance.external_url)));
}
