import { securitySchemes } from '@gitlab-internal-api/contract/operations';
import type { SchemeName } from '@gitlab-internal-api/validator';

/** Where the credential of a scheme stands in a request. */
export interface Placement {
  readonly scheme: SchemeName;
  readonly isBearer: boolean;
  readonly isHeader: boolean;
  /** Of the header or the parameter, as the contract writes it. */
  readonly name: string;
}

/** The places of all schemes, in the contract's order. */
export const placements: readonly Placement[] = (Object.keys(securitySchemes) as SchemeName[]).map((scheme) => {
  const { type, in: place, name }: { type: string; in: string; name: string } = securitySchemes[scheme];
  return { scheme, isBearer: type === 'http', isHeader: place === 'header', name };
});

/** The places that some schemes look at. */
export function placementsOf(schemes: readonly string[]): Placement[] {
  return placements.filter(({ scheme }) => schemes.includes(scheme));
}

/** A place as a person would say it. */
export function placeText({ isBearer, isHeader, name }: Placement): string {
  if (isBearer) return 'Authorization: Bearer';
  return isHeader ? `the header ${name}` : `the parameter ${name}`;
}

/** The header of these places that has a name, in any case of its letters. */
export function inHeader(name: string, places: readonly Placement[]): Placement[] {
  return places.filter((place) => place.isHeader && place.name.toLowerCase() === name.toLowerCase());
}
