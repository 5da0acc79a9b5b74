import { type Document, loadControl } from '@gitlab-internal-api/contract';
import {
  answering,
  type CarrierOptions,
  type Exchange,
  type OperationRequest,
  Pipeline,
  type Reply,
} from '@gitlab-internal-api/validator';
import type { Express } from 'express';
import { controlRouter } from '../../generated/control-router.ts';
import type { Outage } from '../store/outage.ts';
import { accessRefusal, type ControlAccess } from './access.ts';
import type { ControlContext } from './handler.ts';

/** What the control API is made of. */
export interface ControlOptions extends ControlAccess, CarrierOptions {
  readonly context: Omit<ControlContext, 'documents' | 'client'> & { readonly document: Document };
  readonly outage: Outage;
}

/** Mounts the routes under `/-/`, GitLab's prefix for what is no resource. What they need is made when the first is asked for. */
export function mountControl(app: Express, options: ControlOptions): void {
  let pipeline: Pipeline | undefined;
  const ready = () => {
    pipeline ??= openPipeline(options);
    return pipeline;
  };
  const report = (exchange: Exchange) => isWorthTelling(exchange) && options.report(exchange);
  app.use('/-/', ...answering(ready, { ...options, report }));
}

/** Probes and scrapes come every few seconds, and change nothing. */
function isWorthTelling({ operation, defect, reply }: Exchange): boolean {
  return defect !== undefined || reply.status >= 400 || operation?.repeat !== 'safe';
}

function openPipeline({ outage, context: { document, ...context }, ...access }: ControlOptions): Pipeline {
  const control = loadControl();
  const whole: Omit<ControlContext, 'client'> = { ...context, documents: { api: document, control } };
  const responder = {
    gate: async (request: OperationRequest) => accessRefusal(request, access),
    respond: ({ operation, input, message: { headers, whenGone } }: OperationRequest) =>
      outage.guard(
        async () => (await handlers[operation.id]?.(input, { ...whole, client: { headers, whenGone } })) as Reply,
      ),
  };
  return new Pipeline({ document: control, handling: 'strict', responder });
}

/** The router without its types: the contract's validation stands for them from here on. */
const handlers = controlRouter as unknown as Record<string, (input: object, context: ControlContext) => unknown>;
