import type { ControlInput, ControlOperationId, ControlReply, Document } from '@gitlab-internal-api/contract';
import type { RequestMessage } from '@gitlab-internal-api/validator';
import type { Faults } from '../faults/faults.ts';
import type { Journals } from '../journal/journals.ts';
import type { Connections } from '../store/engines/engine.ts';
import type { Worlds } from '../worlds/worlds.ts';
import type { Metrics } from './metrics.ts';

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
  /** Where the server listens, without a slash at the end. */
  readonly url: () => string;
  /** Makes the reference page of a document. */
  readonly reference: ((document: Document) => Promise<string>) | undefined;
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
