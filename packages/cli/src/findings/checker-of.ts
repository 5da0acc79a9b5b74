import { type Document, loadSource, resolveRelease } from '@gitlab-internal-api/contract';
import { Lanes } from '@gitlab-internal-api/server';
import type { KnownSecrets } from './credentials.ts';
import { AllReleases } from './other-releases.ts';
import { TrafficChecker } from './traffic-checker.ts';

/** What single messages of a running program are held against. */
export interface HeldAgainst {
  /** A release such as `15.5`, `v15.5`, `15.5.3-ee`; without it, the latest. */
  readonly gitlabVersion?: string | undefined;
  /** What stands before `/api` in the URLs; without it, they tell. */
  readonly relativeUrlRoot?: string | undefined;
  /** Who calls, whatever the requests say. */
  readonly consumer?: string | undefined;
  /** The secrets with which signatures are checked, as they stand in their files; without one, they are not checked. */
  readonly secrets?: KnownSecrets | undefined;
}

/** What is loaded and compiled once for a process, however many releases are asked for. */
interface Loaded {
  readonly source: Document;
  readonly all: AllReleases;
  readonly lanes: Lanes;
}

let loaded: Loaded | undefined;
const checkers = new Map<string, TrafficChecker>();

/** The checker for these options, the same one whenever they are the same. */
export function checkerOf({ gitlabVersion = 'latest', relativeUrlRoot, consumer, secrets = {} }: HeldAgainst): TrafficChecker {
  const { release } = resolveRelease(gitlabVersion);
  const options = { release, relativeUrlRoot, consumer, secrets };
  const key = JSON.stringify(options);
  loaded ??= load();
  const checker = checkers.get(key) ?? new TrafficChecker({ ...loaded, ...options });
  checkers.set(key, checker);
  return checker;
}

function load(): Loaded {
  const source = loadSource();
  return { source, all: new AllReleases(source), lanes: new Lanes() };
}
