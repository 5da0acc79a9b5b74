import { after, type Soon } from '@gitlab-internal-api/validator';
import { roles } from '../store/members.ts';
import type { Project } from '../store/projects.ts';
import { type Finding, forbidden, invisible, passed } from './check.ts';
import { actorName, roleText } from './described.ts';
import { isDeployKey, type Question } from './question.ts';

/** Whether an actor sees a project. */
export function visibilityFinding({ project, actor, role, store }: Question): Soon<Finding> {
  if (!project) return passed();
  if (project.visibility === 'public') return passed(`${project.path} is public`);
  if (actor.user?.admin === 1) return passed(administrator(actor.user.username));
  if (isDeployKey(actor)) {
    return after(store.keys.deployKeyProject(actor.key.id, project.id), (enabled) =>
      enabled
        ? passed(`${actorName(actor)} is enabled in ${project.path}`)
        : hidden(project, `${actorName(actor)} is not enabled in ${project.path}`),
    );
  }
  if (project.visibility === 'internal' && actor.user) return passed(`${project.path} is internal`);
  return after(role(), (own) => {
    const text = roleText(actor, own, project);
    return own > 0 ? passed(text) : hidden(project, text);
  });
}

function hidden({ id, visibility }: Project, text: string): Finding {
  return invisible(`project ${id} is ${visibility}: ${text}`);
}

/** Whether an actor may read the code; a guest sees a private project but not its code. */
export function downloadFinding({ project, actor, role }: Question): Soon<Finding> {
  if (project?.visibility !== 'private') return passed(project && `${project.path} is ${project.visibility}`);
  if (actor.user?.admin === 1) return passed(administrator(actor.user.username));
  if (isDeployKey(actor)) return passed(actorName(actor));
  return after(role(), (own) => {
    const text = roleText(actor, own, project);
    return own >= roles.reporter
      ? passed(text)
      : forbidden('You are not allowed to download code from this project.', `${text}; reporters may`);
  });
}

/** Whether an actor may push to some branch. */
export function pushFinding({ project, actor, role, store }: Question): Soon<Finding> {
  if (!project) return passed('the project is new');
  if (project.archived === 1) return forbidden(mayNotPush, `${project.path} is archived`);
  if (isDeployKey(actor)) {
    return after(store.keys.deployKeyProject(actor.key.id, project.id), (enabled) => {
      const message = 'This deploy key does not have write access to this project.';
      const where = `${actorName(actor)} in ${project.path}`;
      return enabled?.can_push === 1 ? passed(where) : forbidden(message, where);
    });
  }
  if (actor.user?.admin === 1) return passed(administrator(actor.user.username));
  return after(role(), (own) => {
    const text = roleText(actor, own, project);
    return own >= roles.developer ? passed(text) : forbidden(mayNotPush, `${text}; developers may`);
  });
}

const mayNotPush = 'You are not allowed to push code to this project.';

function administrator(username: string): string {
  return `${username} is an administrator`;
}
