import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Bytes for what is young. With less, garbage is looked for so often that requests become slower; with more they become slower
 * too, because what is written next is no longer in the processor's cache.
 */
const enough = 8 * 1024 ** 2;

/** Milliseconds after which the young objects are looked at again: V8 takes room for them and gives it back as it is needed. */
const pause = 100;

/**
 * Keeps V8 from taking memory only because there is some: left alone it lets old objects have four times what is in use, and
 * young ones ever more. While the server is loaded, nearly all of which stays, they would have too much before anybody could
 * look: they get more only from when the function is called that this returns.
 */
export function staySmall(): () => void {
  setFlagsFromString('--heap-growing-percent=100');
  let factor = 1;
  const grow = (by: number) => {
    factor = by;
    setFlagsFromString(`--semi-space-growth-factor=${by}`);
  };
  const look = () => {
    const wanted = youngBytes() < enough ? 2 : 1;
    if (wanted !== factor) grow(wanted);
  };
  grow(factor);
  return () => void setInterval(look, pause).unref();
}

function youngBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0;
}
