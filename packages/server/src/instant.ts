/** An instant as GitLab writes it in policies: in UTC with an offset, without fractions of a second. */
export function withOffset(instant: string): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, '+00:00');
}
