import type { ControlSchemas } from '@gitlab-internal-api/contract';
import { maxFaults } from '../faults/faults.ts';
import type { WorldMistake } from '../world/check.ts';
import { maxMistakes } from '../world/mistake.ts';

type Refusal<Status extends number> = { readonly status: Status; readonly body: ControlSchemas['Error'] };

/** There is no world of that name. */
export function noSuchWorld(name: string): Refusal<404> {
  return { status: 404, body: { error: `404 Not Found: no world is called ${name}` } };
}

/** What would come out of it is no world. */
export function invalidWorld(mistakes: readonly WorldMistake[]): { status: 422; body: ControlSchemas['WorldError'] } {
  const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
  const error = `422 Unprocessable Entity: the world has ${count}`;
  return { status: 422, body: { error, mistakes: [...mistakes] } };
}

/** A clock shows no other years. */
export function clockTooFar(): Refusal<422> {
  return { status: 422, body: { error: '422 Unprocessable Entity: the clock stays between the years 1970 and 9999' } };
}

/** A text has the form of an instant, and there is none of that name. */
export function noInstant(text: string): Refusal<400> {
  const error = `400 Bad Request: now: there is no ${text}; an instant is written as 2022-06-30T12:00:00Z`;
  return { status: 400, body: { error } };
}

/** A filter cannot be. */
export function invalidFilter(mistake: string): Refusal<400> {
  return { status: 400, body: { error: `400 Bad Request: ${mistake}` } };
}

/** There is no fault of that name in the world. */
export function noSuchFault(name: string, others: readonly string[]): Refusal<404> {
  const there = others.length === 0 ? 'the world has none' : `there is ${others.slice(0, 10).join(', ')}`;
  return { status: 404, body: { error: `404 Not Found: no fault is called ${name}; ${there}` } };
}

/** The name is taken, or, where none is given, the world is full. */
export function faultConflict(taken: string | undefined): Refusal<409> {
  const reason =
    taken === undefined
      ? `a world has at most ${maxFaults} faults`
      : `a fault is called ${taken} already; PUT replaces it`;
  return { status: 409, body: { error: `409 Conflict: ${reason}` } };
}

/** The fault makes no sense. */
export function invalidFault(mistakes: readonly string[]): Refusal<422> {
  return { status: 422, body: { error: `422 Unprocessable Entity: ${mistakes.slice(0, maxMistakes).join('; ')}` } };
}
