import type { OperationSummary } from '@gitlab-internal-api/contract';
import { type SchemeName, takeApart } from '@gitlab-internal-api/validator';
import { nearestName } from '@gitlab-internal-api/validator/nearest-name';
import { isOfGeo } from './near-miss.ts';
import { inHeader, type Placement, placements, placementsOf } from './placement.ts';

/** A scheme as whose credential a text may be meant. */
export interface Candidate {
  readonly place: Placement;
  /** Whether it is worth saying why it is refused. */
  readonly isLikely: boolean;
}

/** What a text presents: a value, and the schemes it may belong to. */
export interface Presented {
  readonly value: string;
  readonly candidates: readonly Candidate[];
  /** Why nothing would look at it. */
  readonly problem?: string;
}

/** Understands `NAME: VALUE`, `NAME=VALUE` and a value alone, which may belong to any scheme. */
export function candidatesOf(text: string, operations: readonly OperationSummary[]): Presented {
  const places = placementsOf(operations.flatMap(({ security }) => security.flat()));
  const [, header, space, rest = ''] = /^([\w!#$%&'*+.^`|~-]+):(\s+|$)?(.*)$/s.exec(text) ?? [];
  // curl takes a header without a space, too; but there may be a colon in a secret.
  if (header !== undefined && (space !== undefined || inHeader(header, placements).length > 0))
    return fromHeader(header, rest.trim(), places);
  const [, name, value = ''] = /^(\w+)=(.*)$/s.exec(text) ?? [];
  const parameters = places.filter((place) => !place.isHeader && place.name === name);
  if (parameters.length > 0) return { value, candidates: likely(parameters) };
  const alone = text.trim();
  return { value: alone, candidates: places.map((place) => ({ place, isLikely: isGuess(place.scheme, alone) })) };
}

function fromHeader(name: string, value: string, places: readonly Placement[]): Presented {
  const fitting = inHeader(name, places);
  if (fitting.length === 0) return { value, candidates: [], problem: notLookedAt(name, places) };
  if (!fitting.every(({ isBearer }) => isBearer)) return { value, candidates: likely(fitting) };
  const [, token] = /^bearer +(.+)$/is.exec(value) ?? [];
  if (token !== undefined) return { value: token.trim(), candidates: likely(fitting) };
  const problem = isOfGeo(value)
    ? "only the endpoints of Geo take it; a Geo node that asks checkInstance presents GitLab Shell's credential"
    : 'Authorization has to begin with Bearer';
  return { value, candidates: [], problem };
}

function notLookedAt(name: string, places: readonly Placement[]): string {
  if (inHeader(name, placements).length > 0) return `no operation of this release looks at the header ${name}`;
  const looked = places.filter(({ isHeader }) => isHeader);
  const meant = nearestName(
    name,
    looked.map((place) => place.name),
  );
  return `no operation looks at a header ${name}${meant === undefined ? '' : `; is ${meant} meant?`}`;
}

function likely(places: readonly Placement[]): Candidate[] {
  return places.map((place) => ({ place, isLikely: true }));
}

const issuers: Partial<Record<SchemeName, string>> = { GitlabShellJwt: 'gitlab-shell', GitlabKasJwt: 'gitlab-kas' };

/** Of a value alone nobody knows where it is meant to stand: a token tells by its issuer, anything else is most likely a shared secret. */
function isGuess(scheme: SchemeName, value: string): boolean {
  const token = takeApart(value);
  if (!token) return scheme === 'GitlabSharedSecret';
  const isKnown = Object.values(issuers).some((issuer) => issuer === token.claims.iss);
  return isKnown ? issuers[scheme] === token.claims.iss : scheme in issuers;
}
