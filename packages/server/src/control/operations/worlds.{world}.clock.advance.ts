import type { ControlInput, ControlReply } from '@gitlab-internal-api/contract';
import { shownClock } from '../../worlds/shown-clock.ts';
import type { ControlContext } from '../handler.ts';
import { clockTooFar, noSuchWorld } from '../refusals.ts';

/** Puts the clock of a world forward. */
export async function advanceClock(
  { world, seconds }: ControlInput<'advanceClock'>,
  { worlds }: ControlContext,
): Promise<ControlReply<'advanceClock'>> {
  const state = await worlds.advanceClock(world, Math.round(seconds * 1000));
  if (state === 'missing') return noSuchWorld(world);
  return state === 'too far' ? clockTooFar() : { status: 200, body: shownClock(state) };
}
