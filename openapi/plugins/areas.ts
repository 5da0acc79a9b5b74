const prefixes = [
  { area: 'shell', prefix: '/api/v4/internal/' },
  { area: 'error_tracking', prefix: '/api/v4/internal/error_tracking/' },
  { area: 'kubernetes', prefix: '/api/v4/internal/kubernetes/' },
  { area: 'customers_dot', prefix: '/api/v4/internal/' },
  { area: 'customers_dot', prefix: '/api/v4/' },
  { area: 'scim', prefix: '/api/scim/v2/groups/{group_path}/' },
  { area: 'control', prefix: '/-/' },
] as const;

/** The path files that may describe a URL: one per area whose prefix is the longest that fits. */
export function pathFilesOf(url: string): string[] {
  const fitting = prefixes.filter(({ prefix }) => url.startsWith(prefix) && url !== prefix);
  const longest = Math.max(...fitting.map(({ prefix }) => prefix.length));
  return fitting
    .filter(({ prefix }) => prefix.length === longest)
    .map(({ area, prefix }) => `paths/${area}/${url.slice(prefix.length).replaceAll('/', '.')}.yaml`);
}
