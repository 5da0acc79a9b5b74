import type { JsonObject } from '@gitlab-internal-api/contract';

/** V8 takes what `Object.create(null)` makes for a dictionary, which it reads and copies several times as slowly. */
class BareObject {}
Reflect.deleteProperty(BareObject.prototype, 'constructor');
Object.setPrototypeOf(BareObject.prototype, null);

/** An object that has and inherits no member, so that a parameter named `__proto__` is one like any other. */
export function bareObject(): JsonObject {
  return new BareObject() as JsonObject;
}

/** Whether an object has no members. */
export function isBare(value: JsonObject): boolean {
  for (const _ in value) return false;
  return true;
}
