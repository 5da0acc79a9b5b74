import type { WorldRow } from './store/schema.ts';

/** The time of a world; nothing in the server looks at another clock. */
export interface Clock {
  now(): Date;
}

/** Where the clock of a world stands against the machine's. */
export type ClockState = Pick<WorldRow, 'clock_offset' | 'clock_frozen'>;

/** The clock of a world, which may be ahead of the machine's, behind it, or stand still. */
export function clockOf({ clock_offset, clock_frozen }: ClockState): Clock {
  return { now: () => new Date(clock_frozen ?? Date.now() + clock_offset) };
}

/** What is to change of a clock; both are in milliseconds. */
export interface ClockChange {
  readonly now?: number | undefined;
  readonly offset?: number | undefined;
  readonly frozen?: boolean | undefined;
}

/** A clock after a change: one that is freed goes on from where it stood. */
export function changedClock(state: ClockState, { now, offset, frozen }: ClockChange): ClockState {
  const machine = Date.now();
  const freed = (frozen ?? state.clock_frozen !== null) === false;
  const kept = state.clock_frozen === null ? state.clock_offset : state.clock_frozen - machine;
  const clock_offset = now === undefined ? (offset ?? kept) : now - machine;
  return { clock_offset, clock_frozen: freed ? null : machine + clock_offset };
}

/** The instants that a clock may show: outside of them ISO 8601 texts no longer sort as instants do. */
export const clockRange = { first: 0, last: Date.UTC(9999, 11, 31) } as const;

/** A date of the clock as `YYYY-MM-DD`. */
export function today(clock: Clock): string {
  return clock.now().toISOString().slice(0, 10);
}
