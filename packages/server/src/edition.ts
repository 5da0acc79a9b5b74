import { compareReleases, type Release } from '@gitlab-internal-api/contract';

/** The release that is served, for what differs only in behaviour. */
export class Edition {
  readonly release: Release;

  constructor(release: Release) {
    this.release = release;
  }

  /** Whether the release is this one or a later one. */
  since(release: Release): boolean {
    return compareReleases(this.release, release) >= 0;
  }
}
