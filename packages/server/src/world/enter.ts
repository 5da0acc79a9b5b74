import { randomUUID } from 'node:crypto';
import type { WorldRow } from '../store/schema.ts';
import type { Scope } from '../store/scope.ts';
import { transact } from '../store/transact.ts';
import { clear, populate } from './populate.ts';
import type { OnProgress } from './progress.ts';
import type { World } from './world.ts';

/** The settings of a world as the database keeps them, and whether they and all the rest were there before. */
export interface Entered {
  readonly instance: NonNullable<World['instance']>;
  readonly kept: boolean;
}

/** Puts a world into the database unless it is there; of several processes that start together one does, and the others wait for it. */
export function enter(scope: Scope, world: World, onProgress?: OnProgress): Promise<Entered> {
  return transact(scope, async (inside) => {
    const kept = !(await claim(inside, world));
    if (!kept) await fill(inside, world, onProgress);
    return { instance: kept ? await settings(inside) : (world.instance ?? {}), kept };
  });
}

/** Puts a world in the place of the one that is in the database; where several processes do that, the last one counts. */
export async function replace(scope: Scope, world: World, onProgress?: OnProgress): Promise<void> {
  const settings = settingsOf(world);
  await transact(scope, async (inside) => {
    const query = inside.database.insertInto('worlds').values({ name: inside.world, ...settings, ...beginning });
    await query.onConflict((conflict) => conflict.column('name').doUpdateSet(settings)).execute();
    await fill(inside, world, onProgress);
  });
}

/** Requests that were under way when a world of this name was deleted may have left rows behind. */
async function fill(scope: Scope, world: World, onProgress?: OnProgress): Promise<void> {
  await clear(scope);
  await populate(scope, world, onProgress);
}

/** False where the world is there already. PostgreSQL lets one wait here until the process that was first is done. */
async function claim({ database, world: name }: Scope, world: World): Promise<boolean> {
  const query = database.insertInto('worlds').values({ name, ...settingsOf(world), ...beginning });
  const claimed = await query
    .onConflict((conflict) => conflict.doNothing())
    .returning('name')
    .executeTakeFirst();
  return claimed !== undefined;
}

async function settings({ database, world: name }: Scope): Promise<Entered['instance']> {
  const { instance } = await database
    .selectFrom('worlds')
    .select('instance')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return JSON.parse(instance);
}

/** What no description of a world speaks of; a world that is described anew keeps it. */
const beginning = { clock_offset: 0, clock_frozen: null, faults: '[]' };

/** What the row of a world holds of its description; whoever has read an earlier revision reads it again. */
export function settingsOf({
  instance = {},
  secrets = {},
}: World): Pick<WorldRow, 'instance' | 'secrets' | 'revision'> {
  return { instance: JSON.stringify(instance), secrets: JSON.stringify(secrets), revision: randomUUID() };
}
