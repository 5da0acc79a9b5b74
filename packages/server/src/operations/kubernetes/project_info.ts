import type { Reply } from '@gitlab-internal-api/contract';
import { toId } from '../../access/actor.ts';
import { callingAgent } from '../../access/agent.ts';
import { gitalyInfo, gitalyRepository } from '../../gitaly.ts';
import type { Handler } from '../../handler.ts';
import type { Project } from '../../store/projects.ts';
import type { Store } from '../../store/store.ts';

/** Where does the repository of this project lie? */
export const getAgentProjectInfo: Handler<'getAgentProjectInfo'> = async (
  { id },
  context,
): Promise<Reply<'getAgentProjectInfo'>> => {
  const { caller, store, instance, edition } = context;
  await callingAgent(context);
  const project = await findProject(id, store);
  // What an agent may see is what everybody may see, and the project that configures it.
  const visible = project?.visibility === 'public' || project?.id === caller.agent?.project_id;
  if (!project || !visible) return { status: 404, body: { message: '404 Not Found' } };
  return {
    status: 200,
    body: {
      project_id: project.id,
      gitaly_info: gitalyInfo(instance),
      gitaly_repository: gitalyRepository(project),
      ...(edition.since('15.0') && { default_branch: project.default_branch }),
    },
  };
};

/** GitLab takes digits for an id, and looks for a path only where there is a slash in it. */
async function findProject(id: number | string, store: Store): Promise<Project | undefined> {
  if (typeof id === 'number' || /^-?\d+$/.test(id)) return store.projects.find(toId(id));
  return id.includes('/') ? store.projects.findByPath(id) : undefined;
}
