/** Writes parsed parameters as the form that Rack reads back: `packs[][id]=1`, `counters[gitops_sync]=2`. */
export function formOf(parameters: unknown): string {
  return pairsOf('', parameters)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
}

function pairsOf(name: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((member) => pairsOf(`${name}[]`, member));
  if (typeof value !== 'object' || value === null) return [[name, `${value ?? ''}`]];
  return Object.entries(value).flatMap(([key, member]) => pairsOf(name === '' ? key : `${name}[${key}]`, member));
}
