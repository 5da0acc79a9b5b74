import { compareReleases, type Release } from '@gitlab-internal-api/contract';

/** The release that is served, for what differs only in behaviour. */
export class Edition {
  readonly release: Release;
  readonly #since = new Map<Release, boolean>();

  constructor(release: Release) {
    this.release = release;
  }

  /** Whether the release is this one or a later one. */
  since(release: Release): boolean {
    // Each request asks, and always about the same few.
    const known = this.#since.get(release) ?? compareReleases(this.release, release) >= 0;
    this.#since.set(release, known);
    return known;
  }
}
