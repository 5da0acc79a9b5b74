/** The releases whose documentation the contract portrays, in the order in which they came. */
export const editions = ['13.7', '14.2', '15.5', '15.6'] as const;

/** Is it a GitLab release as the contract writes it, `'15.3'`? */
export function isRelease(value: unknown): value is string {
  return typeof value === 'string' && /^[1-9]\d*\.(0|[1-9]\d*)$/.test(value);
}

/** Did GitLab publish the one release after the other? */
export function isLater(release: string, than: string): boolean {
  const [major = 0, minor = 0] = release.split('.').map(Number);
  const [thanMajor = 0, thanMinor = 0] = than.split('.').map(Number);
  return major === thanMajor ? minor > thanMinor : major > thanMajor;
}
