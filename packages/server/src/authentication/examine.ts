import { allOperations, loadDocument, type OperationSummary, type Release } from '@gitlab-internal-api/contract';
import type { SchemeName } from '@gitlab-internal-api/validator';
import { clockOf } from '../clock.ts';
import { digest } from '../store/digest.ts';
import { openDatabase } from '../store/engines/open.ts';
import type { ScimGroup } from '../store/scim-groups.ts';
import { migrate, Store } from '../store/store.ts';
import { enter } from '../world/enter.ts';
import { secretsOf } from '../world/instance.ts';
import type { World } from '../world/world.ts';
import { type Admission, admissionOf } from './admission.ts';
import { described } from './described-credential.ts';
import type { Evidence } from './evidence.ts';
import { type Candidate, candidatesOf } from './presented.ts';
import type { Secrets } from './secrets.ts';
import { verify } from './verify.ts';

/** What a credential is judged against. */
export interface Judges {
  readonly world: World;
  /** They win over those of the world. */
  readonly secrets: Partial<Secrets>;
  readonly release: Release;
  /** By default the time of the machine. */
  readonly now?: Date | undefined;
}

/** What a text is and where it would let in; nothing in here shows it. */
export interface Examination {
  readonly what: string;
  readonly passes: boolean;
  /** Where it would let in. */
  readonly accepted: readonly Admission[];
  /** Why it would not, where it lets in nowhere. */
  readonly reasons: readonly string[];
}

/** Judges a credential: a header (`NAME: VALUE`), a parameter (`NAME=VALUE`) or a value alone. */
export async function examineCredential(text: string, { world, secrets, release, now }: Judges): Promise<Examination> {
  const engine = openDatabase('memory');
  try {
    await migrate(engine);
    const scope = { database: engine.database, world: 'default' };
    await enter(scope, world);
    const clock = clockOf({ clock_offset: 0, clock_frozen: now?.getTime() ?? null });
    const all = { ...secretsOf(world), ...secrets };
    const evidence = { secrets: all, store: new Store(scope), clock, scim: undefined };
    return await judge(text, allOperations(loadDocument(release)), evidence, world);
  } finally {
    await engine.close();
  }
}

async function judge(
  text: string,
  operations: readonly OperationSummary[],
  evidence: Evidence,
  world: World,
): Promise<Examination> {
  const { value, candidates, problem } = candidatesOf(text, operations);
  const scim = await groupOf(value, world, evidence);
  const judged = await Promise.all(
    candidates.map(async ({ place }) => ({
      place,
      proof: await verify(place.scheme, value, { ...evidence, scim }),
    })),
  );
  const accepted = judged.flatMap(({ place, proof }) =>
    'refused' in proof ? [] : [admissionOf(place, proof, operations)],
  );
  const likely = await likelyOf(value, candidates, evidence);
  const refused = judged.flatMap(({ place: { scheme }, proof }) =>
    'refused' in proof && likely.includes(scheme) ? proof.refused.map((reason) => `${scheme}: ${reason}`) : [],
  );
  const passes = accepted.some((admission) => admission.operations.length > 0);
  const reasons = [problem ?? [], refused, accepted.flatMap((admission) => admission.refused)].flat();
  return { what: await described(value, evidence), passes, accepted, reasons: passes ? [] : reasons };
}

/** As whose credential a text is meant: a personal access token is known also when it is good no more. */
async function likelyOf(value: string, candidates: readonly Candidate[], { store }: Evidence): Promise<SchemeName[]> {
  const own = candidates.find(({ place }) => ['PrivateToken', 'PersonalAccessToken'].includes(place.scheme));
  if (own && (await store.personalAccessTokens.findByDigest(digest(value)))) return [own.place.scheme];
  return candidates.filter(({ isLikely }) => isLikely).map(({ place }) => place.scheme);
}

/** The group whose token a text is, else the first of the world that uses SCIM. */
async function groupOf(value: string, { namespaces = [] }: World, { store }: Evidence): Promise<ScimGroup | undefined> {
  const first = namespaces.find(({ scim }) => scim);
  return (await store.scimGroups.findByDigest(digest(value))) ?? (first && store.scimGroups.find(first.id));
}
