import { attributeOf, readValue } from './attribute.ts';

/** Whom a list is filtered for. */
export interface Filter {
  readonly attribute: 'extern_uid' | 'username';
  readonly value: string;
}

/**
 * Reads a filter as GitLab does: the first three words are attribute, operator and value, whatever follows is not looked at, so
 * that a value ends at its first space even in quotes. Undefined for what GitLab answers with `Unsupported Filter`.
 */
export function parseFilter(filter: string): Filter | undefined {
  const [name = '', operator, word] = filter.split(/[ \t\n\v\f\r]+/).filter((part) => part !== '');
  const attribute = attributeOf(name);
  const value = readValue(word);
  if (operator !== 'eq' || typeof value !== 'string' || value === '') return undefined;
  return attribute === 'extern_uid' || attribute === 'username' ? { attribute, value } : undefined;
}
