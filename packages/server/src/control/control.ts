import { type Document, loadControl } from '@gitlab-internal-api/contract';
import {
  type Destination,
  type Exchange,
  type OperationRequest,
  Pipeline,
  type Reply,
} from '@gitlab-internal-api/validator';
import type { Outage } from '../store/outage.ts';
import { accessRefusal, type ControlAccess } from './access.ts';
import type { ControlContext } from './handler.ts';

/** What the control API is made of. */
export interface ControlOptions extends ControlAccess {
  readonly context: Omit<ControlContext, 'documents' | 'client'> & { readonly document: Document };
  readonly outage: Outage;
  readonly report: (exchange: Exchange) => void;
}

/** Whether a target is below `/-/`, GitLab's prefix for what is no resource. */
export function isControl(target: string): boolean {
  return /^\/-(?:[/?]|$)/.test(target);
}

/** Where requests to the control API go. What answers them is made when the first is asked for. */
export function controlDestination({ report, ...options }: ControlOptions): () => Destination {
  let destination: Destination | undefined;
  return () => {
    destination ??= {
      pipeline: openPipeline(options),
      report: (exchange) => isWorthTelling(exchange) && report(exchange),
    };
    return destination;
  };
}

/** Probes and scrapes come every few seconds, and change nothing. */
function isWorthTelling({ operation, defect, reply }: Exchange): boolean {
  return defect !== undefined || reply.status >= 400 || operation?.repeat !== 'safe';
}

function openPipeline({
  outage,
  context: { document, ...context },
  ...access
}: Omit<ControlOptions, 'report'>): Pipeline {
  const control = loadControl();
  const whole: Omit<ControlContext, 'client'> = { ...context, documents: { api: document, control } };
  const responder = {
    gate: async (request: OperationRequest) => accessRefusal(request, access),
    respond: ({ operation, input, message: { headers, whenGone } }: OperationRequest) =>
      outage.guard(async () => {
        const handle = (await handlers())[operation.id];
        return (await handle?.(input, { ...whole, client: { headers, whenGone } })) as Reply;
      }),
  };
  return new Pipeline({ document: control, handling: 'strict', responder });
}

type Handlers = Record<string, (input: object, context: ControlContext) => unknown>;

let router: Promise<Handlers> | undefined;

/** The router without its types: the contract's validation stands for them from here on. */
function handlers(): Promise<Handlers> {
  router ??= import('../../generated/control-router.ts').then(
    ({ controlRouter }) => controlRouter as unknown as Handlers,
  );
  return router;
}
