/** Stricter than the format's own check, which lets leap seconds through and a year that UTC turns into another. */
export function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) return false;
  const day = text.slice(0, 10);
  return inUtc(`${day}T00:00:00Z`)?.startsWith(day) === true && /^\d{4}-/.test(inUtc(text) ?? '');
}

function inUtc(text: string): string | undefined {
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
