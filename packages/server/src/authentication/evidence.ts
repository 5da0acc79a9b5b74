import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { Secrets } from './secrets.ts';

/** What credentials are checked against. */
export interface Evidence {
  readonly secrets: Secrets;
  readonly store: Store;
  readonly clock: Clock;
  /** The group in the path of a SCIM request. */
  readonly groupId: number | undefined;
}
