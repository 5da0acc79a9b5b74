/** The releases that GitLab documented and this project publishes: the editions of the contract, oldest first. */
export const editions: readonly ['13.7', '14.2', '15.5', '15.6'] = ['13.7', '14.2', '15.5', '15.6'];

/** A GitLab release as `major.minor`, for example `15.5`. */
export type Release = `${number}.${number}`;

/** What a version that somebody asked for means here. */
export interface ResolvedRelease {
  readonly release: Release;
  /** One line for the user, when the release asked for is not the one that is served. */
  readonly warning?: string;
}

/** A version that is no GitLab release, or one from before the first edition. */
export class UnknownReleaseError extends Error {
  override name = 'UnknownReleaseError';
}

const oldest: Release = editions[0];

/** The newest edition of the contract. */
export const latestEdition: (typeof editions)[3] = editions[3];

/** Orders two releases by their numbers: negative when `a` is the older one. */
export function compareReleases(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}

/** The last minor release of each major one: after 13.12 came 14.0, after 14.10 came 15.0. */
const lastMinor: Readonly<Record<number, number>> = { 13: 12, 14: 10, 15: 11 };

/** The release that came after another. */
export function releaseAfter(release: Release): Release {
  const [major = 0, minor = 0] = release.split('.').map(Number);
  return minor >= (lastMinor[major] ?? Number.POSITIVE_INFINITY) ? `${major + 1}.0` : `${major}.${minor + 1}`;
}

const range = `the contract covers GitLab ${oldest} to ${latestEdition}`;

/**
 * Understands `15.5`, `v15.5`, `15.5.3-ee` and `latest`, and of major releases alone those that are newer than the contract.
 * A release after the newest edition is served as the newest one, with a warning; one before the first is an error.
 */
export function resolveRelease(version: string): ResolvedRelease {
  if (version === 'latest') return { release: latestEdition };
  const [, major, minor] = /^v?(\d+)(?:\.(\d+)(?:\.\d+)?(?:[-+.]\w[\w.+-]*)?)?$/.exec(version.trim()) ?? [];
  if (major === undefined)
    throw new UnknownReleaseError(
      `'${version}' is no GitLab release such as 15.5, v15.5, 15.5.3-ee or latest; ${range}`,
    );
  return minor === undefined ? resolveMajor(Number(major)) : resolveMinor(`${Number(major)}.${Number(minor)}`);
}

function resolveMinor(release: Release): ResolvedRelease {
  if (compareReleases(release, oldest) < 0) throw tooOld(release);
  return compareReleases(release, latestEdition) <= 0 ? { release } : newer(release);
}

/** Where some releases of a major one are in the contract, nobody can know which is meant: it is not the same in all of them. */
function resolveMajor(major: number): ResolvedRelease {
  const example = editions.find((edition) => edition.startsWith(`${major}.`));
  if (example !== undefined)
    throw new UnknownReleaseError(`GitLab ${major} is many releases: say which, such as ${example}; ${range}`);
  if (compareReleases(`${major}.0`, oldest) < 0) throw tooOld(String(major));
  return newer(String(major));
}

function tooOld(release: string): UnknownReleaseError {
  return new UnknownReleaseError(`GitLab ${release} is too old: ${range}`);
}

function newer(release: string): ResolvedRelease {
  return { release: latestEdition, warning: `GitLab ${release} is newer than the contract; serving ${latestEdition}` };
}
