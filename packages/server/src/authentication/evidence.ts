import type { Clock } from '../clock.ts';
import type { ScimGroup } from '../store/scim-groups.ts';
import type { Store } from '../store/store.ts';
import type { Secrets } from './secrets.ts';

/** What credentials are checked against. */
export interface Evidence {
  readonly secrets: Secrets;
  readonly store: Store;
  readonly clock: Clock;
  /** What is set for the group in the path of a SCIM request. */
  readonly scim: ScimGroup | undefined;
}
