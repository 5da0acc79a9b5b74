import { after, type OperationRequest, type Reply, type SchemeName, type Soon } from '@gitlab-internal-api/validator';
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
export function authenticate(request: OperationRequest, evidence: GroupEvidence): Soon<Authentication> {
  return tryNext(request, evidence, alternatives(request), []);
}

/** Tries the first of the alternatives that are left; the reasons are why those before were refused. */
function tryNext(
  request: OperationRequest,
  evidence: GroupEvidence,
  { tried: [schemes, ...others], overruled }: Alternatives,
  reasons: readonly string[],
): Soon<Authentication> {
  if (schemes === undefined) return refuse(request, evidence, [...reasons, ...overruled]);
  const judged = schemes.map((scheme) => verify(scheme, request.credentials.get(scheme), evidence));
  return after(judged.every(isThere) ? judged : Promise.all(judged), (proofs) => {
    if (!proofs.some(isRefusal)) return { caller: callerOf(request.operation.area, proofs, evidence), schemes };
    const more = proofs.flatMap((proof, index) => reasonsOf(schemes[index], proof));
    return tryNext(request, evidence, { tried: others, overruled }, [...reasons, ...more]);
  });
}

/** The only 401 that tells what was refused is that of the JWT of `kas`. */
async function refuse(
  request: OperationRequest,
  evidence: GroupEvidence,
  reasons: readonly string[],
): Promise<Authentication> {
  const isKas = reasons.some((reason) => reason.startsWith('GitlabKasJwt: '));
  const message = isKas ? 'KAS JWT authentication invalid' : '401 Unauthorized';
  const told = request.credentials.size === 0 ? nothingPresented(request) : reasons;
  return { reply: { status: 401, body: { message } }, reasons: [...told, ...(await beside(request, evidence))] };
}

/** A shared secret is judged without waiting for anything. */
function isThere(proof: Soon<Proof>): proof is Proof {
  return !(proof instanceof Promise);
}

function isRefusal(proof: Proof): boolean {
  return 'refused' in proof;
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
  const overruled =
    credentials.size > 1
      ? overruling.filter(([parameter, header]) => credentials.has(parameter) && credentials.has(header))
      : [];
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
