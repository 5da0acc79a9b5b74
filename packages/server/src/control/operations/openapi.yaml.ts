import type { ControlReply } from '@gitlab-internal-api/contract';
import type { ControlContext } from '../handler.ts';
import { servedYaml } from '../served.ts';

/** Answers the contract that is served as YAML. */
export function getOpenapiYaml(_input: unknown, context: ControlContext): ControlReply<'getOpenapiYaml'> {
  return { status: 200, headers: { 'Content-Type': 'application/yaml' }, body: servedYaml(context, 'api') };
}
