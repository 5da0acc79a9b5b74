import type { Reply } from '@gitlab-internal-api/contract';
import { namespaceNotFound } from '../../billing/refusals.ts';
import type { Handler } from '../../handler.ts';

/** Moves all packs of CI/CD minutes from one namespace to another. */
export const moveMinutesPacks: Handler<'moveMinutesPacks'> = async (
  { id, target_id },
  { store },
): Promise<Reply<'moveMinutesPacks'>> => {
  const namespace = await store.namespaces.findByIdOrPath(id);
  if (!namespace) return namespaceNotFound;
  const target = await store.namespaces.findByIdOrPath(target_id);
  if (!target) return { status: 404, body: { message: '404 Target namespace Not Found' } };
  if (namespace.parent_id !== null) return badRequest('Namespace must be a top-level namespace');
  if (target.parent_id !== null) return badRequest('Target namespace must be a top-level namespace');
  if (!(await store.members.shareOwner(namespace.id, target.id)))
    return badRequest('Both namespaces must share the same owner');
  await store.minutesPacks.move(namespace.id, target.id);
  return { status: 202, body: { message: '202 Accepted' } };
};

function badRequest(reason: string): Reply<'moveMinutesPacks'> {
  return { status: 400, body: { message: `400 Bad request - ${reason}` } };
}
