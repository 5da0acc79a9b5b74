import type { ControlReply } from '@gitlab-internal-api/contract';
import type { ControlContext } from '../handler.ts';
import { servedYaml } from '../served.ts';

/** Answers the control API's contract as YAML. */
export function getControlOpenapiYaml(_input: unknown, context: ControlContext): ControlReply<'getControlOpenapiYaml'> {
  return { status: 200, headers: { 'Content-Type': 'application/yaml' }, body: servedYaml(context, 'control') };
}
