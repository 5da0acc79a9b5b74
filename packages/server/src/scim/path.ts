const name = '[A-Za-z$][A-Za-z0-9_-]*';
const attribute = `(?:urn:[A-Za-z0-9._:~-]+:)?${name}(?:\\.${name})?`;
const value = '(?:"(?:[^"\\\\]|\\\\.)*"|true|false|null|-?\\d+(?:\\.\\d+)?)';
const comparison = `${attribute} (?:pr|(?:eq|ne|co|sw|ew|gt|ge|lt|le) ${value})`;
const expression = `(?:${comparison}|(?:not ?)?\\(${comparison}(?: (?:and|or) ${comparison})*\\))`;
const path = new RegExp(`^${attribute}(?:\\[${expression}(?: (?:and|or) ${expression})*\\](?:\\.${name})?)?$`, 'i');

/** Whether a text is an attribute path after RFC 7644 §3.5.2, in whose filter parentheses are not nested. */
export function isPath(text: string): boolean {
  return path.test(text);
}
