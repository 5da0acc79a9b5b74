import type { Reply } from '@gitlab-internal-api/contract';
import { callingAgent } from '../../access/agent.ts';
import { gitalyInfo, gitalyRepository } from '../../gitaly.ts';
import type { Handler } from '../../handler.ts';

/** Which agent does this token belong to? */
export const getAgentInfo: Handler<'getAgentInfo'> = async (_input, context): Promise<Reply<'getAgentInfo'>> => {
  const { instance, edition } = context;
  const caller = await callingAgent(context);
  if (!caller) return { status: 404, body: { message: '404 Not Found' } };
  const { agent, project } = caller;
  return {
    status: 200,
    body: {
      project_id: project.id,
      agent_id: agent.id,
      agent_name: agent.name,
      gitaly_info: gitalyInfo(instance),
      gitaly_repository: gitalyRepository(project),
      ...(edition.since('15.0') && { default_branch: project.default_branch }),
    },
  };
};
