import { editions, type Release } from '@gitlab-internal-api/contract';

/** A stub that answers, and shows the site. */
export interface Stub {
  /** Without a slash at the end. */
  readonly url: string;
  readonly release: Release;
}

/** Where a page stands: among the files of the built site, or in a stub. */
export interface Place {
  readonly stub: Stub | undefined;
  /** What leads from the page to another. */
  link(page: string): string;
}

/** Where a page of that name stands. */
export function placeOf(name: string, stub: Stub | undefined): Place {
  if (stub === undefined) return { stub, link: (page) => `${page === start ? 'index' : page}.html` };
  // Relative, because only the reader's browser knows what stands before `/-/`; the start page is `/-/docs` itself.
  const up = name === start ? 'docs' : '../docs';
  return { stub, link: (page) => (page === start ? up : `${up}/${page}`) };
}

/** Where the samples on a page send their requests: to its stub, or to where a stub listens unless it is told otherwise. */
export function urlOf({ stub }: Place): string {
  // A stub may listen at a unix socket alone, for which there is no URL that every program takes.
  return stub === undefined || stub.url.startsWith('http+unix:') ? 'http://127.0.0.1:3001' : stub.url;
}

/** The name of the page that leads to the others. */
export const start = 'start';

/** The releases that have a reference page: the editions, and whatever else the stub serves. */
export function releasesOf(stub: Stub | undefined): Release[] {
  return stub === undefined || editions.some((edition) => edition === stub.release)
    ? [...editions]
    : [...editions, stub.release];
}

/** Each edition with each later one. */
export function pairsOfEditions(): (readonly [older: Release, newer: Release])[] {
  return editions.flatMap((older, index) => editions.slice(index + 1).map((newer) => [older, newer] as const));
}

/** The name of the page that tells what changed between two editions. */
export function changesPage(older: Release, newer: Release): string {
  return `changes-${older}-${newer}`;
}
