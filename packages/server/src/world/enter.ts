import type { Scope } from '../store/store.ts';
import { transact } from '../store/transact.ts';
import { clear, populate } from './populate.ts';
import type { World } from './world.ts';

/** The settings of a world as the database keeps them, and whether they and all the rest were there before. */
export interface Entered {
  readonly instance: NonNullable<World['instance']>;
  readonly kept: boolean;
}

/** Puts a world into the database unless it is there; of several processes that start together one does, and the others wait for it. */
export function enter(scope: Scope, world: World): Promise<Entered> {
  return transact(scope, async (inside) => {
    const kept = !(await claim(inside, world));
    if (!kept) await populate(inside, world);
    return { instance: kept ? await settings(inside) : (world.instance ?? {}), kept };
  });
}

/** Puts a world in the place of the one that is in the database; where several processes do that, the last one counts. */
export async function replace(scope: Scope, world: World): Promise<void> {
  const instance = JSON.stringify(world.instance ?? {});
  await transact(scope, async (inside) => {
    const query = inside.database.insertInto('worlds').values({ name: inside.world, instance });
    await query.onConflict((conflict) => conflict.column('name').doUpdateSet({ instance })).execute();
    await clear(inside);
    await populate(inside, world);
  });
}

/** False where the world is there already. PostgreSQL lets one wait here until the process that was first is done. */
async function claim({ database, world: name }: Scope, { instance = {} }: World): Promise<boolean> {
  const query = database.insertInto('worlds').values({ name, instance: JSON.stringify(instance) });
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
