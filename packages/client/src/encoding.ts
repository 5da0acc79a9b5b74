/** How Rails reads forms; the contract lists it wherever it lists JSON. */
export const formType = 'application/x-www-form-urlencoded';

/** The text of a body in its media type. */
export function encodeBody(body: unknown, mediaType: string): string {
  return mediaType === formType ? encodeForm(Object(body)) : JSON.stringify(body, writtenOut);
}

/** The parameters of a query or a form as Rails reads them: `scopes[]=a`, `counters[x]=1`, `packs[][expires_at]=…`. */
export function encodeForm(parameters: object): string {
  return pairsOf('', parameters)
    .map(([name, value]) => encodeURIComponent(name) + (value === null ? '' : `=${encodeURIComponent(text(value))}`))
    .join('&');
}

type Pair = readonly [name: string, value: unknown];

/** `JSON.stringify` hands over a `Date` only as a text with its time. */
function writtenOut(this: Record<string, unknown>, name: string, value: unknown): unknown {
  return this[name] instanceof Date ? day(this[name]) : value;
}

/** GitLab takes each of its dates as a day; of a `Date` it is the day in UTC. */
function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function text(value: unknown): string {
  return value instanceof Date ? day(value) : String(value);
}

function pairsOf(name: string, value: unknown): Pair[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || value instanceof Date) return [[name, value]];
  const pairs = Array.isArray(value)
    ? elementPairs(`${name}[]`, value)
    : Object.entries(value).flatMap(([key, member]) => pairsOf(name ? `${name}[${key}]` : key, member));
  if (pairs.length === 0 && name) throw new TypeError(`a form cannot tell that ${name} is empty; send it as JSON`);
  return pairs;
}

/**
 * Rails sees where an element of a list ends by a name that comes again: each begins with one that the element before it has.
 * A name below another list does not count.
 */
function elementPairs(name: string, elements: readonly unknown[]): Pair[] {
  let before: Pair[] | undefined;
  return elements.flatMap((element) => {
    const pairs = pairsOf(name, element);
    const known = new Set(before?.map(([used]) => used));
    const first = pairs.find(([used]) => known.has(used) && !used.slice(name.length).includes('[]'));
    if (before && !first) throw new TypeError(`a form cannot tell the elements of ${name} apart; send it as JSON`);
    before = pairs;
    return first ? [first, ...pairs.filter((pair) => pair !== first)] : pairs;
  });
}
