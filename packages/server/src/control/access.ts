import { headerOf, type OperationRequest, type Reply, type RequestMessage } from '@gitlab-internal-api/validator';
import { secretsEqual } from '../authentication/secret.ts';

/** What decides who may use the control API. */
export interface ControlAccess {
  /** Whoever uses it has to present this token. */
  readonly controlToken?: string | undefined;
  /** The origin from which a browser may call. */
  readonly cors?: string | undefined;
}

/** Why a request to the control API is refused; undefined where it is not, and for what is open to everybody. */
export function accessRefusal({ operation, message }: OperationRequest, access: ControlAccess): Reply | undefined {
  if (!operation.security.flat().includes('ControlToken')) return undefined;
  return (
    foreign(message, access) ??
    (access.controlToken === undefined ? off(message) : wrongToken(message, access.controlToken))
  );
}

/** A page in a browser of this machine reaches a loopback address too, by its own name for it (DNS rebinding) or across origins. */
function foreign({ reach, headers }: RequestMessage, { cors }: ControlAccess): Reply | undefined {
  if (reach !== 'loopback') return undefined;
  const host = headerOf(headers, 'host') ?? '';
  if (!loopbackHost.test(host)) return forbidden('the Host is no name of the loopback interface');
  const origin = headerOf(headers, 'origin');
  const own =
    origin === undefined || origin === cors || [`http://${host}`, `https://${host}`].includes(origin.toLowerCase());
  return own ? undefined : forbidden('the request comes from a page of another origin');
}

const loopbackHost = /^(localhost|[\w.-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

function off({ reach }: RequestMessage): Reply | undefined {
  if (reach === 'loopback' || reach === 'socket') return undefined;
  return forbidden('the control API is off on an address that others can reach; start the server with --control-token');
}

function wrongToken({ headers }: RequestMessage, token: string): Reply | undefined {
  const presented = headerOf(headers, 'gitlab-stub-control-token') ?? bearerOf(headerOf(headers, 'authorization'));
  if (presented !== undefined && secretsEqual(presented, token)) return undefined;
  return {
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer realm="control"' },
    body: { error: '401 Unauthorized: this server asks for its control token' },
  };
}

function bearerOf(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
}

function forbidden(reason: string): Reply {
  return { status: 403, body: { error: `403 Forbidden: ${reason}` } };
}
