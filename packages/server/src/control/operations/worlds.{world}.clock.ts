import type { ControlInput, ControlReply } from '@gitlab-internal-api/contract';
import { isInstant } from '../../world/instant.ts';
import { shownClock } from '../../worlds/shown-clock.ts';
import type { ControlContext } from '../handler.ts';
import { clockTooFar, noInstant, noSuchWorld } from '../refusals.ts';

/** Answers what time it is in a world. */
export async function getClock(
  { world }: ControlInput<'getClock'>,
  { worlds }: ControlContext,
): Promise<ControlReply<'getClock'>> {
  const state = await worlds.clock(world);
  return state ? { status: 200, body: shownClock(state) } : noSuchWorld(world);
}

/** Freezes, frees or sets the clock of a world. */
export async function updateClock(
  { world, now, frozen, offset_seconds }: ControlInput<'updateClock'>,
  { worlds }: ControlContext,
): Promise<ControlReply<'updateClock'>> {
  if (now !== undefined && offset_seconds !== undefined)
    return { status: 400, body: { error: 'now, offset_seconds are mutually exclusive' } };
  if (now !== undefined && !isInstant(now)) return noInstant(now);
  const instant = now === undefined ? undefined : Date.parse(now);
  const offset = offset_seconds === undefined ? undefined : Math.round(offset_seconds * 1000);
  const state = await worlds.changeClock(world, { now: instant, offset, frozen });
  if (state === 'missing') return noSuchWorld(world);
  return state === 'too far' ? clockTooFar() : { status: 200, body: shownClock(state) };
}
