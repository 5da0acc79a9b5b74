import {
  allOperations,
  type Document,
  loadSource,
  type OperationSummary,
  resolveRelease,
} from '@gitlab-internal-api/contract';
import { Lanes } from '@gitlab-internal-api/validator';
import { orNearest } from '../nearest.ts';
import { UserError } from '../user-error.ts';
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
export function checkerOf({
  gitlabVersion = 'latest',
  relativeUrlRoot,
  consumer,
  secrets = {},
}: HeldAgainst): TrafficChecker {
  const options = { relativeUrlRoot, consumer, secrets };
  const key = JSON.stringify([gitlabVersion, options]);
  const known = checkers.get(key);
  if (known) return known;
  const { release, warning } = resolveRelease(gitlabVersion);
  if (warning !== undefined) process.emitWarning(warning);
  const checker = new TrafficChecker({ ...load(), release, ...options });
  checkers.set(key, checker);
  return checker;
}

/** The operation of that name in any release. */
export function operationNamed(id: string): OperationSummary {
  const operations = allOperations(load().source);
  const found = operations.find((operation) => operation.id === id);
  if (found) return found;
  const ids = operations.map((operation) => operation.id);
  throw new UserError(`there is no operation '${id}'${orNearest(id, ids)}`);
}

function load(): Loaded {
  if (loaded) return loaded;
  const source = loadSource();
  loaded = { source, all: new AllReleases(source), lanes: new Lanes() };
  return loaded;
}
