import type { OperationRequest, Reply, SchemeName } from '@gitlab-internal-api/validator';
import type { Namespace } from '../store/namespaces.ts';
import type { Caller } from './caller.ts';
import type { Evidence } from './evidence.ts';
import { beside, nothingPresented } from './near-miss.ts';
import { type Accepted, type Proof, verify } from './verify.ts';

/** Who calls and by which schemes, or the refusal and the reasons for it, which the reply does not tell. */
export type Authentication =
  | { readonly caller: Caller; readonly schemes: readonly SchemeName[] }
  | { readonly reply: Reply; readonly reasons: readonly string[] };

/** What there is to check against, and the group of a SCIM request. */
type GroupEvidence = Evidence & { readonly group: Namespace | undefined };

/** Tries what a request presents against the operation's security, in the contract's order. */
export async function authenticate(request: OperationRequest, evidence: GroupEvidence): Promise<Authentication> {
  const reasons: string[] = [];
  let message = '401 Unauthorized';
  const { tried, overruled } = alternatives(request);
  for (const schemes of tried) {
    const judged = schemes.map((scheme) => verify(scheme, request.credentials.get(scheme), evidence));
    const proofs = judged.every(isThere) ? judged : await Promise.all(judged);
    const refused = schemes.filter((_, index) => 'refused' in (proofs[index] as Proof));
    if (refused.length === 0) return { caller: callerOf(request.operation.area, proofs, evidence), schemes };
    reasons.push(...proofs.flatMap((proof, index) => reasonsOf(schemes[index], proof)));
    // The only 401 that tells what was refused is that of the JWT of `kas`.
    if (refused.includes('GitlabKasJwt')) message = 'KAS JWT authentication invalid';
  }
  const told = request.credentials.size === 0 ? nothingPresented(request) : [...reasons, ...overruled];
  return { reply: { status: 401, body: { message } }, reasons: [...told, ...(await beside(request, evidence))] };
}

/** A shared secret is judged without waiting for anything. */
function isThere(proof: Proof | Promise<Proof>): proof is Proof {
  return !(proof instanceof Promise);
}

function reasonsOf(scheme: SchemeName | undefined, proof: Proof): string[] {
  return 'refused' in proof ? proof.refused.map((reason) => `${scheme}: ${reason}`) : [];
}

interface Alternatives {
  readonly tried: readonly SchemeName[][];
  /** What to say of a credential that is there and does not count. */
  readonly overruled: readonly string[];
}

/** The alternatives worth trying: all if nothing is presented. Of a secret in header and parameter, the parameter counts. */
function alternatives({ operation, credentials }: OperationRequest): Alternatives {
  const overruled = overruling.filter(([parameter, header]) => credentials.has(parameter) && credentials.has(header));
  const counting = (operation.security as SchemeName[][]).filter(
    (schemes) => !overruled.some(([, header]) => schemes.includes(header)),
  );
  const presented = counting.filter((schemes) => schemes.some((scheme) => credentials.has(scheme)));
  return {
    tried: presented.length > 0 ? presented : counting,
    overruled: overruled.map(([parameter, header]) => `${header}: not looked at, because ${parameter} is there`),
  };
}

const overruling: readonly (readonly [parameter: SchemeName, header: SchemeName])[] = [
  ['SecretToken', 'GitlabSharedSecret'],
  ['ErrorTrackingTokenParameter', 'ErrorTrackingToken'],
];

function callerOf(area: string, proofs: readonly Proof[], { group, scim }: GroupEvidence): Caller {
  const { agent, user, scopes }: Accepted = Object.assign({}, ...proofs);
  if (area === 'kubernetes') return { area, agent };
  if (area === 'customers_dot' && user) return { area, user, scopes: scopes ?? [] };
  if (area === 'scim' && group && scim) return { area, group, scim };
  return { area: area === 'error_tracking' ? area : 'shell' };
}
