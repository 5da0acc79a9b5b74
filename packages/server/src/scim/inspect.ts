/** The names whose values GitLab filters out of what it repeats. */
const secret = /token$|password|secret|key$|^(body|description|note|text|title|hook)$/;
const secretInAnyCase = /certificate|encrypted_key|import_url|search|jwt|otp_attempt|sentry_dsn|trace|variables|content|sharedsecret/i;

/** Parameters as GitLab repeats them in a message: in Ruby's notation, without secrets. */
export function inspect(value: unknown): string {
  if (value === null || value === undefined) return 'nil';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(inspect).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  return `{${Object.entries(value).map(member).join(', ')}}`;
}

function member([name, value]: readonly [string, unknown]): string {
  const hidden = secret.test(name) || secretInAnyCase.test(name);
  return `${quoted(name)}=>${hidden ? '"[FILTERED]"' : inspect(value)}`;
}

/** Ruby quotes as JSON does, and the `#` of what would be an interpolation. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/#(?=[{$@])/g, '\\#');
}
