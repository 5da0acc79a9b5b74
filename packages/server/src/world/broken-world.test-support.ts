import fc from 'fast-check';
import type { World } from './world.ts';

/** A world as a text, right but for some values, which are exchanged for odd ones or taken out. */
export function brokenWorld(right: World): fc.Arbitrary<string> {
  const world = structuredClone(right);
  const places = [...placesIn(world)];
  const values = fc.oneof(
    fc.constantFrom<unknown>(...odd),
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(...places.map(({ holder, step }) => holder[step])),
  );
  const changes = fc.array(fc.tuple(fc.constantFrom(...places), values), { minLength: 1, maxLength: 3 });
  return changes.map((list) => withChanges(list, () => JSON.stringify(world)));
}

const odd = [
  ...[null, true, false, [], {}, undefined],
  ...[0, -1, 1, 2, 10, 1.5, 2e9, 2_147_483_647, 1e300],
  ...['', ' ', 'ada', 'ben', 'ADA', 'top', 'top/sub', 'top/sub/one', 'user', 'group'],
  ...['\0', '\ud800', '\n', '%', '*', '"', "'", '💥', '\u2028', 'x'.repeat(255), `${'long/'.repeat(190)}path`],
  ...['0000-01-01', '0001-01-01', '9999-12-31', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'],
];

/** Something in a world, by what holds it and where. */
interface Place {
  readonly holder: Record<string, unknown>;
  readonly step: string;
}

function* placesIn(holder: object): Iterable<Place> {
  for (const [step, value] of Object.entries(holder)) {
    yield { holder: holder as Record<string, unknown>, step };
    if (typeof value === 'object' && value !== null) yield* placesIn(value);
  }
}

/** Makes changes, takes a look and undoes them. */
function withChanges<Result>(changes: readonly (readonly [Place, unknown])[], look: () => Result): Result {
  const undone = changes.map(([{ holder, step }, value]) => {
    const copy = structuredClone(value);
    const before = holder[step];
    holder[step] = copy;
    return () => {
      holder[step] = before;
    };
  });
  const result = look();
  for (const undo of undone.toReversed()) undo();
  return result;
}
