import type { IncomingHttpHeaders } from 'node:http';
import {
  CarrierRefusal,
  carrierReplies,
  type Door,
  headerOf,
  type OperationRequest,
  type RequestMessage,
} from '@gitlab-internal-api/validator';
import type { OpenWorld } from '../stub.ts';
import { defaultWorldName, type Worlds } from './worlds.ts';

const header = 'gitlab-stub-world';

/** The prefix `/-/in/NAME`, for clients that can be given a base URL and no header, becomes the header. */
export const namedInPath: Door = (passage) => {
  const [prefix, name] = /^\/-\/in\/([^/?]+)(?=[/?]|$)/.exec(passage.target) ?? [];
  if (prefix === undefined || name === undefined) return undefined;
  nameWorld(passage.request.headers, name);
  const rest = passage.target.slice(prefix.length);
  passage.target = rest.startsWith('/') ? rest : `/${rest}`;
  return undefined;
};

function nameWorld(headers: IncomingHttpHeaders, name: string): void {
  try {
    headers[header] = decodeURIComponent(name);
  } catch {
    headers[header] = name;
  }
}

/** The name of the world in which a request is to be answered. */
export function worldNameOf({ headers }: Pick<RequestMessage, 'headers'>): string {
  return headerOf(headers, header) ?? defaultWorldName;
}

/** The same of a request that was refused before the prefix in its path had become the header. */
export function meantWorldOf(message: Pick<RequestMessage, 'headers' | 'target'>): string {
  const [, name] = /^[^?]*?\/-\/in\/([\w.-]+)(?=[/?]|$)/.exec(message.target) ?? [];
  return name ?? worldNameOf(message);
}

/** The world in which a request is to be answered; one that is not there carries it nowhere. */
export function worldOf({ message }: OperationRequest, worlds: Worlds): OpenWorld | Promise<OpenWorld> {
  const name = worldNameOf(message);
  return worlds.current(name) ?? opened(name, worlds);
}

async function opened(name: string, worlds: Worlds): Promise<OpenWorld> {
  const world = await worlds.open(name);
  if (world) return world;
  throw new CarrierRefusal(
    carrierReplies.notFound(),
    `no world is called ${encodeURI(name.toWellFormed()).slice(0, 200)}; POST /-/worlds makes one`,
  );
}
