/** Says what to write in the place of a named value; undefined where it may stay. */
export type ReplaceValue = (name: string, value: string) => string | undefined;

/**
 * A body with its secret values replaced. It may be cut off or broken, and its Content-Type may be wrong (curl calls JSON a
 * form unless told otherwise), so that its looks decide, and nothing but its text is needed.
 */
export function maskedBody(text: string, replace: ReplaceValue): string {
  return maskedAnything(maskedByLooks(text, replace), replace);
}

function maskedByLooks(text: string, replace: ReplaceValue): string {
  const [first] = text.trimStart();
  if (first === '"') return maskedJsonText(text, replace);
  if (first === '{' || first === '[') return maskedJson(text, withPatchedPaths(text, replace));
  return text.startsWith('--') ? maskedMultipart(text, replace) : maskedForm(text, replace);
}

/** A JSON string may hold JSON, which the API decodes once more. */
function maskedJsonText(text: string, replace: ReplaceValue): string {
  const inner = parsed(text.trim());
  if (typeof inner !== 'string') return maskedJson(text, replace);
  const masked = maskedBody(inner, replace);
  return masked === inner ? text : JSON.stringify(masked);
}

/** A SCIM PATCH names an attribute in `path` and its value in `value`. */
function withPatchedPaths(text: string, replace: ReplaceValue): ReplaceValue {
  const paths = [...text.matchAll(/"path"\s*:\s*"([^"]*)"/gi)].flatMap(([, path = '']) => path.split(/[.:]/).slice(-1));
  const secret = paths.find((path) => isSecret(path, replace));
  return (name, value) => replace(secret !== undefined && name.toLowerCase() === 'value' ? secret : name, value);
}

/** A text that is cut off ends with the body. */
const stringToken = /"([^"\\]*(?:\\.[^"\\]*)*)("|\\?$)(\s*:\s*)?/gs;

function maskedJson(text: string, replace: ReplaceValue): string {
  let [masked, done] = ['', 0];
  const token = new RegExp(stringToken);
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [, name = '', , colon] = match;
    if (colon === undefined || !isSecret(unescaped(name), replace)) continue;
    const start = token.lastIndex;
    const end = endOfValue(text, start);
    const replacement = replacementOf(unescaped(name), text.slice(start, end), replace);
    if (replacement === undefined) continue;
    masked += text.slice(done, start) + replacement;
    done = end;
    token.lastIndex = end;
  }
  return masked + text.slice(done);
}

/** Asked before the end of a value is looked for, which takes as long as the value is. */
function isSecret(name: string, replace: ReplaceValue): boolean {
  return replace(name, ' ') !== undefined;
}

/** That there is none is no secret. */
function replacementOf(name: string, json: string, replace: ReplaceValue): string | undefined {
  if (json === '' || json === 'null') return undefined;
  const value = parsed(json);
  for (const member of [value].flat()) if (typeof member === 'string') replace(name, member);
  const text = typeof value === 'string' ? value : json.replace(/^"/, '');
  const replacement = replace(name, text);
  return replacement === undefined ? undefined : JSON.stringify(replacement);
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first !== '"' && first !== '{' && first !== '[')
    return start + (/^[^,}\]\s]*/.exec(text.slice(start, start + 400))?.[0].length ?? 0);
  const part = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|[{}[\]]/gs;
  part.lastIndex = start;
  let depth = 0;
  for (let match = part.exec(text); match; match = part.exec(text)) {
    const [found] = match;
    depth += found === '{' || found === '[' ? 1 : found === '}' || found === ']' ? -1 : 0;
    if (depth <= 0) return part.lastIndex;
  }
  return text.length;
}

function unescaped(name: string): string {
  const value = parsed(`"${name}"`);
  return typeof value === 'string' ? value : name;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** A form or a query with its secret values replaced; of `user[token]` any part of the name counts. */
export function maskedForm(text: string, replace: ReplaceValue): string {
  return text.replaceAll(/[^&;]+/g, (pair) => {
    const equals = pair.indexOf('=');
    if (equals < 0) return pair;
    const value = decoded(pair.slice(equals + 1));
    const names = decoded(pair.slice(0, equals)).split(/[[\]]+/);
    const replacement = names.map((name) => replace(name.trim(), value)).find((replaced) => replaced !== undefined);
    return replacement === undefined ? pair : `${pair.slice(0, equals)}=${replacement}`;
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

const multipartField =
  /(\bname="?([^"\r\n;]{1,200})"?[^\r\n]{0,500}(?:\r?\n[^\r\n]{1,500}){0,9}\r?\n\r?\n)([\s\S]*?)(?=\r?\n--|$(?![\s\S]))/gi;

function maskedMultipart(text: string, replace: ReplaceValue): string {
  return text.replaceAll(multipartField, (field, head: string, name: string, value: string) => {
    const replacement = replace(name, value);
    return replacement === undefined ? field : head + replacement;
  });
}

/** What reads `name: value`, `name=value` or `<name>value` in any other text, broken JSON for example. */
const anything = /([\w-]{3,60})(["']?\s{0,9}[:=>]{1,3}\s{0,9})("[^"\n]*"?|'[^'\n]*'?|[^\s"'<>&,;{}[\]()]+)/g;

function maskedAnything(text: string, replace: ReplaceValue): string {
  return text.replaceAll(anything, (whole, name: string, between: string, value: string) => {
    const quote = /^["']/.exec(value)?.[0] ?? '';
    const bare = quote === '' ? value : value.slice(1).replace(/["']$/, '');
    if (bare === 'null' || bare.startsWith('[MASKED]')) return whole;
    const replacement = replace(name, bare);
    return replacement === undefined ? whole : `${name}${between}${quote}${replacement}${quote}`;
  });
}
