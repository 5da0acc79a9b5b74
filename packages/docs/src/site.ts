import { pageOfChanges } from './pages/changes.ts';
import { startPage } from './pages/start.ts';
import { tryPage } from './pages/try.ts';
import { changesPage, pairsOfEditions, placeOf, releasesOf, type Stub, start } from './place.ts';
import { renderControl, renderReference } from './reference.ts';

/** The names of all pages: `start`, the releases, `control`, `try`, and `changes-14.2-15.5` for each pair of editions. */
export function pageNames(stub?: Stub): string[] {
  const changes = pairsOfEditions().map(([older, newer]) => changesPage(older, newer));
  return [start, ...releasesOf(stub), ...changes, 'try', 'control'];
}

/** Makes a page of the site, as a stub shows it or as a file; undefined where there is none of that name. */
export async function renderPage(name: string, stub?: Stub): Promise<string | undefined> {
  const place = placeOf(name, stub);
  if (name === start) return startPage(place);
  if (name === 'try') return tryPage(place);
  if (name === 'control') return renderControl(place);
  const release = releasesOf(stub).find((known) => known === name);
  if (release !== undefined) return renderReference(release, place);
  const pair = pairsOfEditions().find(([older, newer]) => changesPage(older, newer) === name);
  return pair && pageOfChanges(...pair, place);
}
