import type { Sent } from './requests.test-support.ts';
import { defaultWorld } from './world/default.ts';
import type { World } from './world/world.ts';

type Agent = NonNullable<World['agents']>[number];

/** The default world with other agents; those without a project belong to `agents/config`. */
export function worldWithAgents(...agents: (Omit<Agent, 'project'> & { readonly project?: string })[]): World {
  return { ...defaultWorld(), agents: agents.map((agent) => ({ project: 'agents/config', ...agent })) };
}

/** The default world without a licensed feature. */
export function worldWithout(feature: NonNullable<NonNullable<World['instance']>['features']>[number]): World {
  const world = defaultWorld();
  const licensed = ['cilium_alerts', 'security_dashboard', 'security_orchestration_policies'] as const;
  return { ...world, instance: { ...world.instance, features: licensed.filter((other) => other !== feature) } };
}

/** What `kas` presents for the agent with a token. */
export function forAgent(token: string): Pick<Sent, 'as' | 'headers'> {
  return { as: 'kas', headers: { Authorization: `Bearer ${token}` } };
}
