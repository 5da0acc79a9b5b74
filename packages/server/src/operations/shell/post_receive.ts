import type { Reply } from '@gitlab-internal-api/contract';
import { after, type Soon } from '@gitlab-internal-api/validator';
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
export const postReceive: Handler<'postReceive'> = (input, context) =>
  after(countDown(input, context), (reference_counter_decreased) =>
    after(findPushed(input, context.store), (pushed) =>
      after(alertsFor(input, pushed, context.store), (alerts): Reply<'postReceive'> => {
        const messages = [
          ...alerts.map((message) => ({ message, type: 'alert' as const })),
          ...mergeRequestLinks(pushed, context).map((message) => ({ message, type: 'basic' as const })),
        ];
        return { status: 200, body: { messages, reference_counter_decreased } };
      }),
    ),
  );

/** Whether the counter could be decreased: GitLab says so of one that is zero, too; only Redis can fail. */
function countDown(input: Input, { store, instance, clock, remarks }: Surroundings): Soon<boolean> {
  const { gl_repository = '' } = input;
  if (!instance.redis) return false;
  return after(store.referenceCounters.decrease(gl_repository, clock.now()), (count) => {
    remarks.referenceCounter = count;
    return true;
  });
}

/** A repository, and the branches of it that were pushed and could be merged. */
interface Pushed extends Pick<Repository, 'project' | 'kind'> {
  readonly branches: readonly string[];
}

function findPushed({ gl_repository, changes }: Input, store: Store): Soon<Pushed> {
  return after(findRepository(gl_repository, undefined, store), ({ project, kind }) => ({
    project,
    kind,
    branches: project ? branchesToMerge(parseChanges(changes) ?? [], project.default_branch) : [],
  }));
}

/** Gitaly prints them before all others, each between two lines of equals signs. */
function alertsFor(input: Input, pushed: Pushed, store: Store): Soon<string[]> {
  return after(store.broadcastMessages.texts(), (texts) =>
    after(warnings(input, pushed, store), (warned) => [...texts, ...warned]),
  );
}

/** Nobody needs to stand behind the identifier, nor a repository behind `gl_repository`. */
function warnings(input: Input, pushed: Pushed, store: Store): Soon<string[]> {
  const options = input.push_options ?? [];
  return options.length === 0 ? [] : warningsOn(options, input, pushed, store);
}

async function warningsOn(
  options: readonly string[],
  input: Input,
  { project, kind, branches: pushed }: Pushed,
  store: Store,
): Promise<string[]> {
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
