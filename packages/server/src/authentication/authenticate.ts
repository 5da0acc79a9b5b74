import type { OperationRequest, Reply, SchemeName } from '@gitlab-internal-api/validator';
import type { Namespace } from '../store/namespaces.ts';
import type { Caller } from './caller.ts';
import { type Evidence, type Proof, verify } from './verify.ts';

/** Who calls, or the refusal and the reasons for it, which are for the log alone. */
export type Authentication =
  | { readonly caller: Caller }
  | { readonly reply: Reply; readonly reasons: readonly string[] };

/** Tries what a request presents against the operation's security, in the contract's order. */
export async function authenticate(
  request: OperationRequest,
  evidence: Evidence & { readonly group: Namespace | undefined },
): Promise<Authentication> {
  const reasons: string[] = [];
  let message = '401 Unauthorized';
  for (const schemes of alternatives(request)) {
    const proofs = await Promise.all(
      schemes.map((scheme) => verify(scheme, request.credentials.get(scheme), evidence)),
    );
    const refused = schemes.filter((_, index) => 'refused' in (proofs[index] as Proof));
    if (refused.length === 0) return { caller: callerOf(request.operation.area, proofs, evidence.group) };
    reasons.push(
      ...proofs.flatMap((proof, index) => ('refused' in proof ? [`${schemes[index]}: ${proof.refused}`] : [])),
    );
    // The only 401 that tells what was refused is that of the JWT of `kas`.
    if (refused.includes('GitlabKasJwt')) message = 'KAS JWT authentication invalid';
  }
  return { reply: { status: 401, body: { message } }, reasons };
}

/** The alternatives worth trying: all if nothing is presented. Of a secret in header and parameter, the parameter counts. */
function alternatives({ operation, credentials }: OperationRequest): SchemeName[][] {
  const overruled = new Set<SchemeName>();
  if (credentials.has('SecretToken')) overruled.add('GitlabSharedSecret');
  if (credentials.has('ErrorTrackingTokenParameter')) overruled.add('ErrorTrackingToken');
  const all = (operation.security as SchemeName[][]).filter(
    (schemes) => !schemes.some((scheme) => overruled.has(scheme)),
  );
  const presented = all.filter((schemes) => schemes.some((scheme) => credentials.has(scheme)));
  return presented.length > 0 ? presented : all;
}

function callerOf(area: string, proofs: readonly Proof[], group: Namespace | undefined): Caller {
  const { agent, user, scopes }: Exclude<Proof, { refused: string }> = Object.assign({}, ...proofs);
  if (area === 'kubernetes') return { area, agent };
  if (area === 'customers_dot' && user) return { area, user, scopes: scopes ?? [] };
  if (area === 'scim' && group) return { area, group };
  return { area: area === 'error_tracking' ? area : 'shell' };
}
