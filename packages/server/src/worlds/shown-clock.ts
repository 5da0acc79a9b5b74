import type { ControlSchemas } from '@gitlab-internal-api/contract';
import { type ClockState, clockOf } from '../clock.ts';

/** A clock as the control API shows it. */
export function shownClock(state: ClockState): ControlSchemas['Clock'] {
  const now = clockOf(state).now();
  const ahead = state.clock_frozen === null ? state.clock_offset : now.getTime() - Date.now();
  return { now: now.toISOString(), frozen: state.clock_frozen !== null, offset_seconds: ahead / 1000 };
}
