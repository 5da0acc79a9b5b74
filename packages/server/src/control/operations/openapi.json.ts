import type { ControlReply } from '@gitlab-internal-api/contract';
import type { ControlContext } from '../handler.ts';
import { servedDocument } from '../served.ts';

/** Answers the contract that is served as JSON. */
export function getOpenapiJson(_input: unknown, context: ControlContext): ControlReply<'getOpenapiJson'> {
  return { status: 200, body: servedDocument(context, 'api') };
}
