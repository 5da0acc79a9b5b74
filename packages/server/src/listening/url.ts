/** The URL of a port on a host; whoever listens on all addresses is reached on the loopback one. */
export function portUrl(scheme: 'http' | 'https', host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `${scheme}://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** The URL of a unix socket, as GitLab Shell and Gitaly write it: the path, percent-encoded, in the host's place. */
export function socketUrl(path: string): string {
  return `http+unix://${encodeURIComponent(path)}`;
}

/** A relative URL root with a slash in front and none at the end; empty where there is none. */
export function rootOf(relativeUrlRoot = ''): string {
  const path = relativeUrlRoot.replaceAll(/^\/+|\/+$/g, '');
  return path === '' ? '' : `/${path}`;
}
