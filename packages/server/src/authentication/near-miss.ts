import { headerOf, type OperationRequest } from '@gitlab-internal-api/validator';
import { distance } from 'fastest-levenshtein';
import type { Evidence } from './evidence.ts';
import { knownCredential } from './known-credential.ts';
import { inHeader, type Placement, placements, placementsOf, placeText } from './placement.ts';

/** What an operation would have looked at, where a request presents none of it. */
export function nothingPresented({ operation }: OperationRequest): string[] {
  const alternatives = operation.security.map((schemes) => placementsOf(schemes).map(placeText).join(' with '));
  return [`no credential: ${operation.id} looks at ${[...new Set(alternatives)].join(', or at ')}`];
}

/** Headers that look like credentials and that the operation does not look at: of another family, misspelt, or without their `Bearer`. */
export async function beside(request: OperationRequest, evidence: Evidence): Promise<string[]> {
  const looked = placementsOf(request.operation.security.flat());
  const others = Object.keys(request.message.headers).filter((name) => inHeader(name, looked).length === 0);
  const remarks = others.map((name) => {
    const [place] = inHeader(name, placements);
    if (!place) return misspelt(name, looked);
    return place.name === 'Authorization' ? undefined : foreign(place, request, evidence);
  });
  const found = await Promise.all([...remarks, unread(request, looked, evidence)]);
  return found.filter((remark) => remark !== undefined);
}

async function foreign(
  { name }: Placement,
  { operation, message: { headers } }: OperationRequest,
  evidence: Evidence,
): Promise<string> {
  const known = await knownCredential(headerOf(headers, name) ?? '', evidence);
  const what = known ? ` with ${known}` : '';
  return `the header ${name} is there${what}, but ${operation.id} does not look at it in this release`;
}

/** At most a third of the letters may differ. */
function misspelt(given: string, looked: readonly Placement[]): string | undefined {
  const meant = looked.find(
    ({ name, isHeader }) => isHeader && distance(given, name.toLowerCase()) <= Math.max(given.length, name.length) / 3,
  );
  return meant && `there is a header ${given.slice(0, 60)}; is ${meant.name} meant?`;
}

/** An `Authorization` that is no bearer's, or that the operation does not look at. */
async function unread(
  { message: { headers }, credentials, operation }: OperationRequest,
  looked: readonly Placement[],
  evidence: Evidence,
): Promise<string | undefined> {
  const authorization = headerOf(headers, 'authorization');
  if (authorization === undefined) return undefined;
  const bearers = looked.filter(({ isBearer }) => isBearer);
  if (bearers.some(({ scheme }) => credentials.has(scheme))) return undefined;
  if (isOfGeo(authorization))
    return 'Authorization holds the credential of a Geo node (GL-Geo), which only the endpoints of Geo take';
  const known = await knownCredential(authorization, evidence);
  const what = known ? `Authorization holds ${known}` : 'there is an Authorization header';
  return bearers.length > 0 ? `${what}, but not as Bearer` : `${what}, but ${operation.id} does not look at it`;
}

/** Whether `Authorization` holds what a node of Geo signs its own requests with. */
export function isOfGeo(authorization: string): boolean {
  return /^gl-geo /i.test(authorization);
}
