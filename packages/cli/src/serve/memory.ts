import { performance } from 'node:perf_hooks';
import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const megabyte = 1024 ** 2;

/**
 * Bytes for what is young. With less, garbage is looked for so often that requests become slower; with more they become slower
 * too, because what is written next is no longer in the processor's cache.
 */
const enough = 8 * megabyte;

/**
 * How many bytes of heap, more than after the last time, make it worth the trouble to give memory back: busy clients bring 15 to
 * 35 megabytes, which they would need again, a crowd 40 or more.
 */
const worthwhile = 40 * megabyte;

/** Up to this share of the time at work the server is at rest: it may stand still for a tenth of a second. */
const restful = 0.1;

/** Milliseconds after which the memory is looked at again. */
const pause = { growth: 100, rest: 1000 };

/**
 * Keeps V8 from taking memory only because there is some: left alone it lets old objects have four times what is in use, and
 * young ones ever more, and what a crowd has needed it keeps. While the server is loaded, nearly all of which stays, young
 * objects would have too much before anybody could look: they get more only from when the function is called that this returns.
 */
export function staySmall(): () => void {
  setFlagsFromString('--heap-growing-percent=100');
  setGrowth(1);
  return () => {
    growToEnough();
    giveBackAtRest();
  };
}

function setGrowth(factor: number): void {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}

function growToEnough(): void {
  let factor = 1;
  const look = () => {
    const wanted = youngBytes() < enough ? 2 : 1;
    if (wanted !== factor) setGrowth(wanted);
    factor = wanted;
  };
  setInterval(look, pause.growth).unref();
}

function youngBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0;
}

function giveBackAtRest(): void {
  let kept = heapBytes();
  let before = performance.eventLoopUtilization();
  const look = () => {
    const { utilization } = performance.eventLoopUtilization(before);
    before = performance.eventLoopUtilization();
    kept = Math.min(kept, heapBytes());
    if (utilization > restful || heapBytes() < kept + worthwhile) return;
    collectAll();
    kept = heapBytes();
  };
  setInterval(look, pause.rest).unref();
}

/** V8 gives its garbage collector to the contexts that are made while it is told to. */
function collectAll(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  collect({ type: 'major', flavor: 'last-resort' });
}

function heapBytes(): number {
  return getHeapStatistics().total_heap_size;
}
