import type { Json } from '../document.ts';
import { compareReleases, type Release, releaseAfter } from '../release.ts';

/** The releases after `from`, up to `to`, that are not the same as the one before, by the markers of the contract. */
export function boundariesBetween(source: Json, from: Release, to: Release): Release[] {
  const found = new Set<Release>();
  const visit = (node: Json): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'string' && isRelease(value) && begins.test(key)) found.add(value);
      if (typeof value === 'string' && isRelease(value) && ends.test(key)) found.add(releaseAfter(value));
      visit(value);
    }
  };
  visit(source);
  const isBetween = (release: Release) => compareReleases(release, from) > 0 && compareReleases(release, to) <= 0;
  return [...found].filter(isBetween).sort(compareReleases);
}

const begins = /^x-gitlab-(?:since|deprecated-since)$/;

const ends = /^x-gitlab-(?:until|required-until)$/;

/** Whether a marker's value is a release. */
export function isRelease(text: string): text is Release {
  return /^\d+\.\d+$/.test(text);
}
