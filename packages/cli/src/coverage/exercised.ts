import { isObject, type Json } from '@gitlab-internal-api/contract';
import { type CoverageItem, keyOf } from './items.ts';

/** The parameters of an operation, prepared for looking up what a message exercises of them. */
export interface KnownParameters {
  /** The keys of parameters by their names. */
  readonly parameters: ReadonlyMap<string, string>;
  /** The keys of the values of closed lists, by the names of their parameters and the values as text. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** An array in an array in an array is more than the contract has. */
const deepest = 8;

/** Prepares the items of an operation. */
export function knownParameters(items: readonly CoverageItem[]): KnownParameters {
  const named = items.filter(({ kind }) => kind === 'parameter');
  const parameters = new Map(named.map(({ kind, name }) => [name, keyOf(kind, name)]));
  const values = new Map<string, Map<string, string>>();
  for (const { kind, name } of items) {
    if (kind !== 'value') continue;
    const equals = name.indexOf('=');
    const own = values.get(name.slice(0, equals)) ?? new Map<string, string>();
    values.set(name.slice(0, equals), own.set(name.slice(equals + 1), keyOf(kind, name)));
  }
  return { parameters, values };
}

/** Notes the keys of what a message exercises of the contract; every message comes by here. */
export function exercise(value: Json | undefined, known: KnownParameters, keys: Set<string>): void {
  collect(value, '', 0, known, keys);
}

function collect(
  value: Json | undefined,
  name: string,
  depth: number,
  known: KnownParameters,
  keys: Set<string>,
): void {
  if (value === undefined || depth > deepest) return;
  if (Array.isArray(value)) {
    for (const member of value) collect(member, `${name}[]`, depth + 1, known, keys);
  } else if (isObject(value)) {
    for (const key in value) {
      const own = name === '' ? key : `${name}[${key}]`;
      const found = known.parameters.get(own);
      if (found !== undefined) keys.add(found);
      collect(value[key], own, depth + 1, known, keys);
    }
  } else {
    const found = known.values.get(name)?.get(String(value));
    if (found !== undefined) keys.add(found);
  }
}
