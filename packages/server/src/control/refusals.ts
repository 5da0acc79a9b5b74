import type { ControlSchemas } from '@gitlab-internal-api/contract';
import type { WorldMistake } from '../world/check.ts';

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
