import type { Input, Reply } from '@gitlab-internal-api/contract';
import { parseRubyDate } from '@gitlab-internal-api/validator';
import { namespaceNotFound } from '../../billing/refusals.ts';
import type { Handler } from '../../handler.ts';
import type { MinutesPack } from '../../store/minutes-packs.ts';

/** Adds packs of CI/CD minutes to a namespace. */
export const createMinutesPacks: Handler<'createMinutesPacks'> = async (
  { id, packs },
  { store, instance },
): Promise<Reply<'createMinutesPacks'>> => {
  const namespace = await store.namespaces.findByIdOrPath(id);
  if (!namespace) return namespaceNotFound;
  const purchases = packs.map(purchaseOf);
  await store.minutesPacks.lock();
  const known = await store.minutesPacks.findByPurchase(purchases);
  const added = addedTo(namespace.id, packs, known, instance.gitlab_com);
  if (!added) return { status: 400, body: { message: '400 Bad request - Unable to save additional packs' } };
  await store.minutesPacks.add(added);
  // Read again and not put together: somebody else may have added one of them in the meantime.
  const stored = ownPacks(namespace.id, await store.minutesPacks.findByPurchase(purchases));
  return { status: 201, body: purchases.flatMap((purchase) => stored.get(purchase) ?? []) };
};

type GivenPack = Input<'createMinutesPacks'>['packs'][number];

/** The packs that are new to a namespace, each purchase once; undefined where GitLab cannot save one of them and therefore saves none. */
function addedTo(
  namespaceId: number,
  packs: readonly GivenPack[],
  known: readonly MinutesPack[],
  gitlabCom: boolean,
): MinutesPack[] | undefined {
  const own = ownPacks(namespaceId, known);
  // On GitLab.com a purchase belongs to one namespace alone.
  const taken = new Set(gitlabCom ? known.map(purchaseOf) : []);
  const given = new Map(packs.toReversed().map((pack) => [purchaseOf(pack), pack]));
  const added = [...given]
    .filter(([purchase]) => !own.has(purchase))
    .map(([purchase, pack]) => (taken.has(purchase) ? undefined : toPack(namespaceId, pack)));
  return added.every((pack) => pack !== undefined) ? added : undefined;
}

function ownPacks(namespaceId: number, packs: readonly MinutesPack[]): Map<string, MinutesPack> {
  return new Map(
    packs.filter(({ namespace_id }) => namespace_id === namespaceId).map((pack) => [pack.purchase_xid, pack]),
  );
}

/** The pack as it is stored; undefined where GitLab's model cannot save it. */
function toPack(
  namespace_id: number,
  { number_of_minutes, expires_at, purchase_xid }: GivenPack,
): MinutesPack | undefined {
  const day = parseRubyDate(expires_at ?? '');
  if (number_of_minutes === null || day === undefined || !purchase_xid?.trim() || [...purchase_xid].length > 32)
    return undefined;
  return { namespace_id, purchase_xid, number_of_minutes, expires_at: day };
}

function purchaseOf({ purchase_xid }: { readonly purchase_xid: string | null }): string {
  return purchase_xid ?? '';
}
