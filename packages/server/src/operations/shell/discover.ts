import type { Reply } from '@gitlab-internal-api/contract';
import { resolveActor } from '../../access/actor.ts';
import type { Handler } from '../../handler.ts';

/** Who is this? */
export const discoverUser: Handler<'discoverUser'> = async (input, { store }): Promise<Reply<'discoverUser'>> => {
  const { user } = await resolveActor(input, store);
  return { status: 200, body: user ? { id: user.id, name: user.name, username: user.username } : null };
};
