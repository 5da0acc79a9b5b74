import { expect, test } from 'vitest';
import { openDatabase } from './engines/open.ts';
import { migrate, Store } from './store.ts';

const noon = new Date('2022-11-22T12:00:00.000Z');
const after = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

async function withStores(run: (one: Store, other: Store) => Promise<void>): Promise<void> {
  const engine = openDatabase('memory');
  try {
    await migrate(engine);
    const { database } = engine;
    await run(new Store({ database, world: 'one' }), new Store({ database, world: 'other' }));
  } finally {
    await engine.close();
  }
}

test('Pushes are counted by repository and by world', async () => {
  await withStores(async ({ referenceCounters: one }, { referenceCounters: other }) => {
    expect(await one.increase('project-7', noon)).toBe(1);
    expect(await one.increase('project-7', noon)).toBe(2);
    expect(await one.increase('wiki-7', noon)).toBe(1);
    expect(await other.increase('project-7', noon)).toBe(1);
    expect(await one.decrease('project-7', noon)).toBe(1);
    expect(await other.decrease('project-7', noon)).toBe(0);
  });
});

test('There are never less pushes than none', async () => {
  await withStores(async ({ referenceCounters }) => {
    expect(await referenceCounters.decrease('project-7', noon)).toBe(0);
    await referenceCounters.increase('project-7', noon);
    for (let push = 0; push < 3; push++) expect(await referenceCounters.decrease('project-7', noon)).toBe(0);
    expect(await referenceCounters.increase('project-7', noon)).toBe(1);
  });
});

test('A counter expires 600 seconds after it was last increased', async () => {
  await withStores(async ({ referenceCounters }) => {
    await referenceCounters.increase('project-7', noon);
    expect(await referenceCounters.increase('project-7', after(599))).toBe(2);
    expect(await referenceCounters.increase('project-7', after(1198))).toBe(3);
    expect(await referenceCounters.decrease('project-7', after(1797))).toBe(2);
    expect(await referenceCounters.decrease('project-7', after(1798))).toBe(0);
    expect(await referenceCounters.increase('project-7', after(1799))).toBe(1);
  });
});

test('Fifty pushes at a time are all counted', async () => {
  await withStores(async ({ referenceCounters }) => {
    const counts = await Promise.all(Array.from({ length: 50 }, () => referenceCounters.increase('project-7', noon)));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    await Promise.all(Array.from({ length: 50 }, () => referenceCounters.decrease('project-7', noon)));
    expect(await referenceCounters.increase('project-7', noon)).toBe(1);
  });
});
