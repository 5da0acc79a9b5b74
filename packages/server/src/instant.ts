let last = Number.NaN;
let lastText = '';

/** An instant in ISO 8601, in UTC with milliseconds. To write one takes as long as a query: those of one millisecond share it. */
export function isoText(instant: Date): string {
  const time = instant.getTime();
  if (time !== last) {
    lastText = instant.toISOString();
    last = time;
  }
  return lastText;
}

/** An instant as GitLab writes it in policies: in UTC with an offset, without fractions of a second. */
export function withOffset(instant: string): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, '+00:00');
}
