import type { Json } from '../document.ts';
import { compareReleases, type Release } from '../release.ts';

/** The last minor release of each major one: after 13.12 came 14.0, after 14.10 came 15.0. */
const lastMinor: Readonly<Record<number, number>> = { 13: 12, 14: 10, 15: 11 };

/** The releases after `from`, up to `to`, that are not the same as the one before, by the markers of the contract. */
export function boundariesBetween(source: Json, from: Release, to: Release): Release[] {
  const found = new Set<Release>();
  const visit = (node: Json): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'string' && isRelease(value) && begins.test(key)) found.add(value);
      if (typeof value === 'string' && isRelease(value) && ends.test(key)) found.add(after(value));
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

function after(release: Release): Release {
  const [major = 0, minor = 0] = release.split('.').map(Number);
  return minor >= (lastMinor[major] ?? Number.POSITIVE_INFINITY) ? `${major + 1}.0` : `${major}.${minor + 1}`;
}
