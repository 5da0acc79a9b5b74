import type { Reply } from '@gitlab-internal-api/contract';
import { after, type Soon } from '@gitlab-internal-api/validator';
import { namedActor, resolveActor } from '../../access/actor.ts';
import { parseChanges } from '../../access/changes.ts';
import { type Decision, decide } from '../../access/decision.ts';
import { type Actor, isDeployKey, isPush, type Question } from '../../access/question.ts';
import {
  creatableNamespace,
  findRepository,
  glRepository,
  type Repository,
  relativePath,
} from '../../access/repository.ts';
import { roleInProject } from '../../access/role.ts';
import type { Context, Handler, HandlerInput } from '../../handler.ts';
import { isoText } from '../../instant.ts';
import type { Namespace } from '../../store/namespaces.ts';
import type { Project } from '../../store/projects.ts';
import type { Store } from '../../store/store.ts';
import type { Instance } from '../../world/instance.ts';

type Input = HandlerInput<'checkGitAccess'>;
type Surroundings = Context<'checkGitAccess'>;

/** May this actor run this Git command on this repository? */
export const checkGitAccess: Handler<'checkGitAccess'> = (input, context) =>
  after(resolveActor(input, context.store), (actor) =>
    after(findRepository(input.gl_repository, input.project, context.store), (repository) =>
      after(ask(input, actor, repository, context), (question) => answer(question, repository, context)),
    ),
  );

function answer(question: Question, repository: Repository, context: Surroundings): Soon<Reply<'checkGitAccess'>> {
  return after(isLimited(question, context), (limited) => {
    if (!limited) return after(decide(question), (decision) => carryOut(decision, question, repository, context));
    context.remarks.trace = [{ check: 'rate limit is not reached', passed: false, detail: limitText(context) }];
    return tooManyRequests;
  });
}

function carryOut(
  { outcome, trace }: Decision,
  question: Question,
  repository: Repository,
  { store, remarks }: Surroundings,
): Soon<Reply<'checkGitAccess'>> {
  remarks.trace = trace;
  const instant = isoText(question.now);
  return after(touch(question, instant, store), (): Soon<Reply<'checkGitAccess'>> => {
    if (outcome.kind === 'forbidden') return { status: 401, body: { status: false, message: outcome.message } };
    if (outcome.kind === 'not-found') return { status: 404, body: { status: false, message: outcome.message } };
    return after(projectOf(repository, question, store), (project) => {
      if (outcome.kind === 'custom-action') return toPrimary(project, question);
      remarks.decidedAt = instant;
      return { status: 200, body: granted(project, repository, question) };
    });
  });
}

/** The project of the repository, which a push to a new path makes. */
function projectOf({ project, path }: Repository, { creatable }: Question, store: Store): Soon<Project> {
  return project ?? store.projects.create(path, creatable?.id ?? 0);
}

function ask(input: Input, actor: Actor, repository: Repository, context: Surroundings): Soon<Question> {
  const wanted = input.action === 'git-receive-pack' && !repository.project && repository.kind === 'project';
  if (!wanted) return questionOf(input, actor, repository, undefined, context);
  return after(creatableNamespace(repository.path, actor, context.store), (creatable) =>
    questionOf(input, actor, repository, creatable, context),
  );
}

function questionOf(
  input: Input,
  actor: Actor,
  repository: Repository,
  creatable: Namespace | undefined,
  { store, instance, edition, clock }: Surroundings,
): Question {
  let role: Soon<number> | undefined;
  return {
    actor,
    named: namedActor(input),
    action: input.action,
    protocol: input.protocol?.toLowerCase(),
    project: repository.project,
    path: repository.path,
    creatable,
    changes: parseChanges(input.changes),
    address: input.check_ip,
    role: () => {
      role ??= roleInProject(store, actor.user, repository.project);
      return role;
    },
    instance,
    edition,
    store,
    now: clock.now(),
  };
}

/** GitLab limits how often an actor may ask about one action on one project, since 14.7. */
function isLimited(
  { actor, action, path }: Question,
  { instance, edition, store, clock }: Surroundings,
): Soon<boolean> {
  const limit = edition.since('14.7') ? instance.rate_limit : null;
  if (!limit) return false;
  const who = actor.key ? `key-${actor.key.id}` : actor.user ? `user-${actor.user.id}` : 'anyone';
  const window = Math.floor(clock.now().getTime() / 1000 / limit.seconds);
  return after(store.rateLimits.count(`${action} ${path} ${who} ${window}`), (count) => count > limit.requests);
}

function limitText({ instance: { rate_limit } }: Surroundings): string {
  return `${rate_limit?.requests} in ${rate_limit?.seconds} s`;
}

const tooManyRequests: Reply<'checkGitAccess'> = {
  status: 429,
  headers: { 'Retry-After': '60' },
  body: { message: { error: 'This endpoint has been requested too many times. Try again later.' } },
};

/** A key is used whenever it is asked about; a pull is what GitLab counts as a user's activity. */
function touch(question: Question, instant: string, store: Store): Soon<unknown> {
  const { key, user } = question.actor;
  return after<unknown, unknown>(key && store.keys.touch(key, instant), () =>
    user && !isPush(question) ? store.users.touch(user, instant.slice(0, 'YYYY-MM-DD'.length)) : undefined,
  );
}

function granted(
  project: Project,
  { kind }: Repository,
  { actor, instance }: Question,
): Extract<Reply<'checkGitAccess'>, { status: 200 }>['body'] {
  const { user, key } = actor;
  return {
    status: true,
    gl_repository: glRepository(project, kind),
    gl_project_path: project.path,
    gl_id: user ? `user-${user.id}` : '',
    ...(user && { gl_username: user.username }),
    ...(key && { gl_key_type: isDeployKey(actor) ? 'deploy_key' : 'key', gl_key_id: key.id }),
    git_config_options: gitConfigOptions(instance),
    gitaly: {
      repository: {
        storage_name: project.storage,
        relative_path: relativePath(project, kind),
        git_object_directory: '',
        git_alternate_object_directories: [],
        gl_repository: glRepository(project, kind),
        gl_project_path: project.path,
      },
      address: instance.gitaly.address,
      token: instance.gitaly.token,
      features: instance.gitaly.features,
    },
    gl_console_messages: [],
  };
}

function gitConfigOptions({ max_push_size_mb }: Instance): string[] {
  const limit = max_push_size_mb > 0 ? [`receive.maxInputSize=${max_push_size_mb * 1024 * 1024}`] : [];
  return ['uploadpack.allowFilter=true', 'uploadpack.allowAnySHA1InWant=true', ...limit];
}

function toPrimary(project: Project, { actor: { user }, instance }: Question): Reply<'checkGitAccess'> {
  const data = {
    api_endpoints: ['/api/v4/geo/proxy_git_ssh/info_refs_receive_pack', '/api/v4/geo/proxy_git_ssh/receive_pack'] as [
      string,
      string,
    ],
    primary_repo: `${instance.geo_secondary?.primary_url.replace(/\/$/, '')}/${project.path}.git`,
    ...(user && { gl_username: user.username, gl_id: `user-${user.id}` }),
  };
  return {
    status: 300,
    body: { status: true, payload: { action: 'geo_proxy_to_primary', data }, gl_console_messages: [] },
  };
}
