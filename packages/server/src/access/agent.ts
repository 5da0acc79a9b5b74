import type { Caller } from '../authentication/caller.ts';
import type { Clock } from '../clock.ts';
import type { Agent } from '../store/agents.ts';
import { roles } from '../store/members.ts';
import type { Project } from '../store/projects.ts';
import type { Store } from '../store/store.ts';
import type { Instance } from '../world/instance.ts';
import { roleInProject } from './role.ts';

/** An agent and the project in which it is configured. */
export interface ConfiguredAgent {
  readonly agent: Agent;
  readonly project: Project;
}

interface Call {
  readonly caller: Extract<Caller, { area: 'kubernetes' }>;
  readonly store: Store;
  readonly clock: Clock;
}

/** The agent whose token `kas` passes on; records the use of the token. Undefined for an agent without a project. */
export async function callingAgent({ caller: { agent }, store, clock }: Call): Promise<ConfiguredAgent | undefined> {
  if (!agent) return undefined;
  // In front of everything else: the requests of one agent that change something wait for each other here.
  await store.agents.touch(agent.id, clock.now().toISOString());
  const project = await store.projects.find(agent.project_id);
  return project && { agent, project };
}

/** Whether an agent may create and resolve vulnerabilities: with the rights of its creator, which developers have. */
export async function mayAdministerVulnerabilities(
  { agent, project }: ConfiguredAgent,
  { store, instance }: { store: Store; instance: Instance },
): Promise<boolean> {
  if (!instance.features.includes('security_dashboard')) return false;
  // A world need not say who created an agent; GitLab itself always knows.
  if (agent.created_by === null) return true;
  const creator = await store.users.find(agent.created_by);
  return creator?.admin === 1 || (await roleInProject(store, creator, project)) >= roles.developer;
}
