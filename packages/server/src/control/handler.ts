import type { ControlInput, ControlOperationId, ControlReply, Document, Release } from '@gitlab-internal-api/contract';
import type { RequestMessage } from '@gitlab-internal-api/validator';
import type { Faults } from '../faults/faults.ts';
import type { Journals } from '../journal/journals.ts';
import type { Connections } from '../store/engines/engine.ts';
import type { Worlds } from '../worlds/worlds.ts';
import type { Metrics } from './metrics.ts';

/** Makes a page of the reference site by its name, for the stub that shows it; undefined where there is none of that name. */
export type Site = (
  page: string,
  stub: { readonly url: string; readonly release: Release },
) => Promise<string | undefined>;

/** What a handler of the control API gets beside its input. */
export interface ControlContext {
  readonly worlds: Worlds;
  readonly faults: Faults;
  readonly journals: Journals;
  /** Who asks: what it accepts, and when it goes away. */
  readonly client: Pick<RequestMessage, 'headers' | 'whenGone'>;
  readonly metrics: Metrics;
  /** The contract that is served, and that of the control API. */
  readonly documents: Readonly<Record<'api' | 'control', Document>>;
  readonly release: Release;
  /** Where the server listens, without a slash at the end. */
  readonly url: () => string;
  /** Makes the pages of the reference site. */
  readonly site: Site | undefined;
  /** How busy the connections to the database are; undefined where there is but one. */
  readonly connections: () => Connections | undefined;
  /** Whether the database answers. */
  readonly isDatabaseThere: () => Promise<boolean>;
}

/** Answers an operation of the control API with one of the replies that its contract declares. */
export type ControlHandler<Id extends ControlOperationId> = (
  input: ControlInput<Id>,
  context: ControlContext,
) => Promise<ControlReply<Id>> | ControlReply<Id>;
