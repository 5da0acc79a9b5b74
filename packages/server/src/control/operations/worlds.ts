import type { ControlInput, ControlReply } from '@gitlab-internal-api/contract';
import { shippedWorld } from '../../worlds/shipped.ts';
import type { Outcome } from '../../worlds/worlds.ts';
import type { ControlContext } from '../handler.ts';
import { invalidWorld, noSuchWorld } from '../refusals.ts';

/** Lists the worlds. */
export async function listWorlds(
  _input: unknown,
  { worlds, url }: ControlContext,
): Promise<ControlReply<'listWorlds'>> {
  const names = await worlds.names();
  return { status: 200, body: { worlds: names.map((name) => summaryOf(name, url())) } };
}

/** Makes a world: empty, described, shipped or copied. */
export async function createWorld(
  input: ControlInput<'createWorld'>,
  context: ControlContext,
): Promise<ControlReply<'createWorld'>> {
  const { name, from } = input;
  const outcome = await make(input, context);
  if (outcome === 'missing') return noSuchWorld(from?.copy ?? '');
  if (outcome === 'taken') return { status: 409, body: { error: `409 Conflict: a world is called ${name} already` } };
  if (typeof outcome === 'object') return invalidWorld(outcome.mistakes);
  return { status: 201, body: summaryOf(name, context.url()) };
}

async function make({ name, from }: ControlInput<'createWorld'>, { worlds }: ControlContext): Promise<Outcome<'made'>> {
  if (from?.copy !== undefined) return worlds.copy(name, from.copy);
  if (from?.file === undefined) return worlds.create(name, from?.world ?? {});
  const shipped = shippedWorld(from.file);
  return 'mistakes' in shipped ? shipped : worlds.createFrom(name, shipped.world);
}

function summaryOf(name: string, url: string): { name: string; url: string } {
  return { name, url: `${url}/-/in/${name}` };
}
