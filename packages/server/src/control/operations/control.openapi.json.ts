import type { ControlReply } from '@gitlab-internal-api/contract';
import type { ControlContext } from '../handler.ts';
import { servedDocument } from '../served.ts';

/** Answers the control API's contract as JSON. */
export function getControlOpenapiJson(_input: unknown, context: ControlContext): ControlReply<'getControlOpenapiJson'> {
  return { status: 200, body: servedDocument(context, 'control') };
}
