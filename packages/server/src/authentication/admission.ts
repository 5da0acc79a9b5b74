import type { OperationSummary } from '@gitlab-internal-api/contract';
import type { SchemeName } from '@gitlab-internal-api/validator';
import { type Placement, placeText } from './placement.ts';
import { lastingRefusal } from './user-refusal.ts';
import type { Accepted } from './verify.ts';

/** A way to let in by a credential. */
export interface Admission {
  readonly scheme: SchemeName;
  /** Where it has to stand in a request. */
  readonly place: string;
  readonly operations: readonly { readonly id: string; readonly together?: readonly string[] }[];
  /** Operations of the scheme that refuse all the same, and why. */
  readonly refused: readonly string[];
}

/** Where a credential that was accepted lets in. */
export function admissionOf(
  place: Placement,
  { user, scopes = [] }: Accepted,
  operations: readonly OperationSummary[],
): Admission {
  const { scheme } = place;
  const judged = operations.flatMap((operation) => {
    const schemes = operation.security.find((alternative) => alternative.includes(scheme));
    const refusal = user && lastingRefusal(operation, { user, scopes });
    return schemes ? [{ id: operation.id, together: schemes.filter((name) => name !== scheme), refusal }] : [];
  });
  return {
    scheme,
    place: placeText(place),
    operations: judged
      .filter(({ refusal }) => refusal === undefined)
      .map(({ id, together }) => ({ id, ...(together.length > 0 && { together }) })),
    refused: judged.flatMap(({ refusal }) => refusal ?? []),
  };
}
