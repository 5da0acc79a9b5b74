import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';

/** The server behind the proxy. */
export interface Upstream {
  /** As people know it. */
  readonly name: string;
  /** The origin of its URLs in an archive, which knows no sockets. */
  readonly origin: string;
  readonly isSecure: boolean;
  readonly where: { readonly host: string; readonly port: number } | { readonly socketPath: string };
}

/** Understands `http://…`, `https://…`, `unix:PATH` and the `http+unix://` with which a stub tells of its socket. */
export function toUpstream(text: string): Upstream {
  const [, path] = /^unix:(?:\/\/(?=\/))?(.+)$/.exec(text) ?? [];
  const [, encoded] = /^http\+unix:\/\/([^/]+)\/?$/.exec(text) ?? [];
  const socket = path ?? (encoded === undefined ? undefined : decodeURIComponent(encoded));
  return socket === undefined ? atUrl(text) : atSocket(resolve(socket));
}

function atSocket(socketPath: string): Upstream {
  return { name: `unix:${socketPath}`, origin: 'http://localhost', isSecure: false, where: { socketPath } };
}

function atUrl(text: string): Upstream {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '')
    throw new InvalidArgumentError('It is http://HOST:PORT, https://HOST or unix:PATH.');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new InvalidArgumentError(
      `It has a path, and the proxy changes none: give ${url.origin}, let clients send the path, and name it with --relative-url-root.`,
    );
  const isSecure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = Number(url.port || (isSecure ? 443 : 80));
  return { name: url.origin, origin: url.origin, isSecure, where: { host, port } };
}
