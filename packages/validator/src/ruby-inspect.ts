/** The names whose values GitLab filters out of what it repeats. */
const secret = /token$|password|secret|key$|^(body|description|note|text|title|hook)$/;
const secretInAnyCase =
  /certificate|encrypted_key|import_url|search|jwt|otp_attempt|sentry_dsn|trace|variables|content|sharedsecret/i;

// GitLab repeats everything; a body may be large, and nested deeper than a function may call itself.
const longest = 2_000;
const deepest = 30;

/** Parameters as GitLab repeats them in a message: in Ruby's notation, without secrets; what is endless is cut off. */
export function rubyInspect(parameters: object): string {
  const text = show(parameters, 0);
  return text.length > longest ? `${text.slice(0, longest)}…}` : text;
}

function show(value: unknown, depth: number): string {
  if (value === null || value === undefined) return 'nil';
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  if (depth > deepest) return '…';
  if (Array.isArray(value)) return `[${value.map((item) => show(item, depth + 1)).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([name, member]) => `${quoted(name)}=>${isSecret(name) ? '"[FILTERED]"' : show(member, depth + 1)}`)
    .join(', ')}}`;
}

function isSecret(name: string): boolean {
  return secret.test(name) || secretInAnyCase.test(name);
}

/** Ruby quotes as JSON does, and the `#` of what would be an interpolation. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/#(?=[{$@])/g, '\\#');
}
