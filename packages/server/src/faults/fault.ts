import type { ControlSchemas } from '@gitlab-internal-api/contract';

/** Which requests are struck and how, as it is asked for. */
export type FaultRule = ControlSchemas['FaultRule'];

/** A fault of a world; its id is given once, also where another of its name was there before. */
export interface Fault extends FaultRule {
  readonly id: string;
  readonly name: string;
  readonly attempts: number | 'always';
}

/** A fault as the control API shows it. */
export type ShownFault = ControlSchemas['Fault'];

/** What a fault may do. */
export const faultKinds = ['answer', 'wait', 'cut', 'garble', 'redirect'] as const;

/** Reads the faults of a world as its row keeps them. */
export function readFaults(kept: string): readonly Fault[] {
  return JSON.parse(kept);
}
