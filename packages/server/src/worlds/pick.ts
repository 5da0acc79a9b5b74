import type { IncomingHttpHeaders } from 'node:http';
import { CarrierRefusal, carrierReplies, headerOf, type OperationRequest } from '@gitlab-internal-api/validator';
import type { RequestHandler } from 'express';
import type { OpenWorld } from '../stub.ts';
import { defaultWorldName, type Worlds } from './worlds.ts';

const header = 'gitlab-stub-world';

/** The prefix `/-/in/NAME`, for clients that can be given a base URL and no header, becomes the header. */
export const namedInPath: RequestHandler = (request, _response, next) => {
  const target = request.originalUrl.replace(/^https?:\/\/[^/?]*/i, '');
  const [prefix, name] = /^\/-\/in\/([^/?]+)(?=[/?]|$)/.exec(target) ?? [];
  if (prefix !== undefined && name !== undefined) {
    nameWorld(request.headers, name);
    const rest = target.slice(prefix.length);
    request.url = rest.startsWith('/') ? rest : `/${rest}`;
    request.originalUrl = request.url;
  }
  next();
};

function nameWorld(headers: IncomingHttpHeaders, name: string): void {
  try {
    headers[header] = decodeURIComponent(name);
  } catch {
    headers[header] = name;
  }
}

/** The world in which a request is to be answered; one that is not there carries it nowhere. */
export async function worldOf({ message }: OperationRequest, worlds: Worlds): Promise<OpenWorld> {
  const name = headerOf(message.headers, header) ?? defaultWorldName;
  const world = await worlds.open(name);
  if (world) return world;
  throw new CarrierRefusal(
    carrierReplies.notFound(),
    `no world is called ${encodeURI(name.toWellFormed()).slice(0, 200)}; POST /-/worlds makes one`,
  );
}
