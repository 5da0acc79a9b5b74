import type { Reply } from '@gitlab-internal-api/contract';
import { resolveActor } from '../../access/actor.ts';
import { type Actor, isDeployKey } from '../../access/question.ts';
import { findRepository } from '../../access/repository.ts';
import { signLfsToken } from '../../authentication/lfs-token.ts';
import type { Handler } from '../../handler.ts';
import { isoText } from '../../instant.ts';
import { projectUrl } from '../../project-url.ts';
import type { Instance } from '../../world/instance.ts';

/** With which credentials does this actor reach the large files of this project? */
export const authenticateLfs: Handler<'authenticateLfs'> = async (
  input,
  { store, instance, clock, random },
): Promise<Reply<'authenticateLfs'>> => {
  const { project, kind } = await findRepository(undefined, input.project, store);
  // The project comes first: an unknown key at an unknown project hears of the project, in a text with a capital N.
  if (!project || kind !== 'project' || project.lfs === 0) return { status: 404, body: { message: '404 Not Found' } };
  const actor = await resolveActor(input, store);
  const username = usernameOf(actor);
  if (username === undefined) return { status: 404, body: { message: '404 Not found' } };
  if (actor.key) await store.keys.touch(actor.key, isoText(clock.now()));
  const lfs_token = await signLfsToken(username, instance.lfs_token_lifetime, clock, random);
  const repository_http_path = `${projectUrl(project, hostFor(input.operation, instance))}.git`;
  return { status: 200, body: { username, lfs_token, repository_http_path, expires_in: instance.lfs_token_lifetime } };
};

function usernameOf(actor: Actor): string | undefined {
  return isDeployKey(actor) ? `lfs+deploy-key-${actor.key.id}` : actor.user?.username;
}

/** A Geo secondary serves downloads itself and sends everything else to the primary. */
function hostFor(operation: string | undefined, { external_url, geo_secondary }: Instance): string {
  return geo_secondary && operation !== 'download' ? geo_secondary.primary_url : external_url;
}
