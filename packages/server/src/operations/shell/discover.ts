import type { Reply } from '@gitlab-internal-api/contract';
import { after } from '@gitlab-internal-api/validator';
import { resolveActor } from '../../access/actor.ts';
import type { Handler } from '../../handler.ts';

/** Who is this? */
export const discoverUser: Handler<'discoverUser'> = (input, { store }) =>
  after(
    resolveActor(input, store),
    ({ user }): Reply<'discoverUser'> => ({
      status: 200,
      body: user ? { id: user.id, name: user.name, username: user.username } : null,
    }),
  );
