/** The attributes of SCIM that GitLab reads, under the names that it has for them; it knows no other spelling. */
const attributes: ReadonlyMap<string, Attribute> = new Map([
  ['id', 'extern_uid'],
  ['externalId', 'extern_uid'],
  ['userName', 'username'],
  ['displayName', 'name'],
  ['name.formatted', 'name'],
  ['emails[type eq "work"].value', 'email'],
  ['active', 'active'],
]);

/** What GitLab takes an attribute for. */
export type Attribute = 'extern_uid' | 'username' | 'name' | 'email' | 'active';

/** What GitLab takes an attribute of SCIM for; undefined for one that it passes over. */
export function attributeOf(name: string): Attribute | undefined {
  return attributes.get(name);
}

/** A value as GitLab reads it: out of a text every quote is removed, and `True` or `false` in any case is a boolean (Entra sends those). */
export function readValue(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.replaceAll('"', '');
  return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text;
}
