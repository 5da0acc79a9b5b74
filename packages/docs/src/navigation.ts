import { latestEdition } from '@gitlab-internal-api/contract';
import { changesPage, type Place, releasesOf, start } from './place.ts';

/** The links that every page begins with; `data-keeps` marks those that take the reader's operation along. */
export function navigation(current: string, place: Place): string {
  const item = (name: string, text: string, keeps = '') => {
    const here = name === current ? ' aria-current="page"' : '';
    return `<li><a href="${place.link(name)}"${here}${keeps}>${text}</a></li>`;
  };
  const releases = releasesOf(place.stub).map((release) => item(release, `GitLab ${release}`, ' data-keeps'));
  return `<nav aria-label="Pages"><ul>${[
    item(start, 'Start'),
    ...releases,
    item(changesPage('15.5', latestEdition), 'Changes'),
    item('try', 'Try it', ' data-keeps'),
    item('control', 'Control API'),
  ].join('')}</ul></nav>`;
}
