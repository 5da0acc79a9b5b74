import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../document.ts';
import type { ChangeKind } from './change.ts';
import type { Item, Surface } from './surface.ts';

/** Something about an operation that is not the same in another release; there is no `before` for what was added. */
export interface Difference {
  readonly kind: ChangeKind;
  readonly before?: Item;
  readonly after?: Item;
}

/** What is different about an operation; all of it, where only one of the releases has it. */
export function compareSurfaces(before: Surface | undefined, after: Surface | undefined): Difference[] {
  const whole = operationItem(before, after);
  if (!before || !after) return whole ? [{ ...whole, kind: before ? 'removed' : 'added' }] : [];
  const keys = new Set([...before.items.keys(), ...after.items.keys()]);
  const pairs = [...keys].map((key) => ({ before: before.items.get(key), after: after.items.get(key) }));
  const differences = [...(whole ? flagChanges(whole) : []), ...pairs.flatMap(compareItems)];
  return differences.filter((difference) => !isOfOtherReply(difference, before, after));
}

/** What a reply holds comes and goes with its status. */
function isOfOtherReply(difference: Difference, before: Surface, after: Surface): boolean {
  const status = (difference.before ?? difference.after)?.status;
  return status !== undefined && ![before, after].every(({ operation }) => operation.statuses.includes(status));
}

function operationItem(before: Surface | undefined, after: Surface | undefined) {
  const toItem = ({ definition }: Surface): Item => ({
    ...{ subject: 'operation', name: '', required: false, limits: {}, node: definition },
    deprecated: definition.deprecated === true,
  });
  return before || after
    ? { ...(before && { before: toItem(before) }), ...(after && { after: toItem(after) }) }
    : undefined;
}

type Pair = { readonly before?: Item | undefined; readonly after?: Item | undefined };

function compareItems({ before, after }: Pair): Difference[] {
  if (before && after) return flagChanges({ before, after });
  if (before) return [{ kind: 'removed', before }];
  return after ? [{ kind: 'added', after }] : [];
}

function flagChanges({ before, after }: Pair): Difference[] {
  if (!before || !after) return [];
  const kinds: ChangeKind[] = [];
  if (before.deprecated !== after.deprecated) kinds.push(after.deprecated ? 'deprecated' : 'no longer deprecated');
  if (before.required !== after.required) kinds.push(after.required ? 'made required' : 'made optional');
  const limits = compareLimits(before.limits, after.limits);
  if (limits) kinds.push(limits);
  return kinds.map((kind) => ({ kind, before, after }));
}

type LimitChange = 'narrowed' | 'widened' | 'changed';

/** Whether fewer values are allowed or more; `changed` where neither can be told. */
function compareLimits(before: JsonObject, after: JsonObject): LimitChange | undefined {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  const found = [...keywords].map((keyword) => compareKeyword(keyword, before[keyword], after[keyword]));
  const changes = new Set(found.filter((change) => change !== undefined));
  return changes.size > 1 ? 'changed' : [...changes][0];
}

function compareKeyword(keyword: string, before: Json | undefined, after: Json | undefined): LimitChange | undefined {
  if (isDeepStrictEqual(before, after)) return undefined;
  if (before === undefined) return 'narrowed';
  if (after === undefined) return 'widened';
  if (keyword === 'type' || keyword === 'enum') return compareSets([before].flat(), [after].flat());
  if (typeof before !== 'number' || typeof after !== 'number') return 'changed';
  return keyword.startsWith('max') === after < before ? 'narrowed' : 'widened';
}

function compareSets(before: readonly Json[], after: readonly Json[]): LimitChange {
  const [lost, won] = [without(before, after), without(after, before)];
  if (lost > 0 && won > 0) return 'changed';
  return lost > 0 ? 'narrowed' : 'widened';
}

function without(values: readonly Json[], others: readonly Json[]): number {
  return values.filter((value) => !others.includes(value)).length;
}
