/** Where a URL of a recording leads. */
export interface ApiTarget {
  /** Path and query, from `/api` on. */
  readonly target: string;
  readonly path: string;
}

/**
 * Finds what is under `/api` in a URL or path: without the origin, without the stub's `/-/in/NAME`, and without the
 * relative URL root of the installation, which is recognised where nobody tells it. Undefined where a URL leads elsewhere.
 */
export function apiTarget(url: string, relativeUrlRoot: string | undefined): ApiTarget | undefined {
  const local = url.startsWith('/') ? url : url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const start = local.indexOf('?');
  const path = start < 0 ? local : local.slice(0, start);
  const own = withoutPrefix(path, relativeUrlRoot);
  if (own === undefined) return undefined;
  return { path: own, target: start < 0 ? own : own + local.slice(start) };
}

function withoutPrefix(path: string, relativeUrlRoot: string | undefined): string | undefined {
  const inWorld = path.replace(/^\/-\/in\/[^/]+(?=\/)/, '');
  if (relativeUrlRoot !== undefined) {
    const root = `/${relativeUrlRoot.replaceAll(/^\/+|\/+$/g, '')}`;
    const below = root === '/' ? inWorld : inWorld.startsWith(`${root}/`) ? inWorld.slice(root.length) : '';
    const rest = below.replace(/^\/-\/in\/[^/]+(?=\/)/, '');
    return isApi(rest) ? rest : undefined;
  }
  if (isApi(inWorld)) return inWorld;
  // A relative URL root such as /gitlab has a few segments, and none of ours.
  const [, rest] = /^(?:\/[\w.~-]+){1,5}?(?:\/-\/in\/[^/]+)?(\/api\/(?:v4|scim)\/.*)$/.exec(inWorld) ?? [];
  return rest;
}

function isApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}
