import type { Reply } from '@gitlab-internal-api/contract';
import { toId } from '../../access/actor.ts';
import type { Handler } from '../../handler.ts';

/** May errors be reported with this client key? */
export const authenticateErrorTracking: Handler<'authenticateErrorTracking'> = async (
  input,
  { store },
): Promise<Reply<'authenticateErrorTracking'>> => {
  const { project_id = '', public_key = '' } = input;
  if (String(project_id).trim() === '' || public_key.trim() === '')
    return { status: 422, body: { message: '422 Unprocessable Entity' } };
  const project = await store.projects.find(toId(project_id));
  if (!project) return { status: 404, body: { message: '404 Not found' } };
  return { status: 200, body: { enabled: await store.errorTrackingKeys.isEnabled(project.id, public_key) } };
};
