import { loadSource, type Release } from '@gitlab-internal-api/contract';
import { changesBetween, changeText, type OperationChanges, type Verdict } from '@gitlab-internal-api/contract/changes';
import { escaped, ownPage, prose, table } from '../html.ts';
import { changesPage, type Place, pairsOfEditions } from '../place.ts';

/** The page that tells what changed between two editions, and for whom that breaks something. */
export function pageOfChanges(older: Release, newer: Release, place: Place): string {
  const { operations, unchanged } = changesBetween(loadSource(), older, newer);
  const name = changesPage(older, newer);
  const main = `<h1>From GitLab ${older} to ${newer}</h1>
${otherPairs(name, place)}
<p>${operations.length} operations are different or new, ${unchanged.length} are the same. For each consumer: does
one made for the older release work with the newer GitLab, and the reverse? That is judged by what its code sends and
reads; “not known” means that no public source tells. In brackets stands the release of a change.</p>
${operations.map((operation) => partOf(operation, older, newer, place)).join('\n')}
<h2>The same in both</h2>
<p>${unchanged.map((id) => `<a href="${place.link(newer)}#operation/${id}">${id}</a>`).join(', ')}</p>`;
  return ownPage({ name, title: `GitLab's internal API: from ${older} to ${newer}`, main }, place);
}

function otherPairs(current: string, place: Place): string {
  const items = pairsOfEditions().map(([older, newer]) => {
    const page = changesPage(older, newer);
    const text = `${older} to ${newer}`;
    return page === current ? `<b>${text}</b>` : `<a href="${place.link(page)}">${text}</a>`;
  });
  return `<p>${items.join(' · ')}</p>`;
}

function partOf(operation: OperationChanges, older: Release, newer: Release, place: Place): string {
  const { operation: id, method, path, changes, consumers } = operation;
  // Nobody looks for what is gone in the newer reference.
  const isGone = changes.some(({ subject, kind }) => subject === 'operation' && kind === 'removed');
  const release = isGone ? older : newer;
  const rows = consumers.map(({ consumer, olderClient, newerClient }) => [
    escaped(consumer),
    verdict(olderClient),
    verdict(newerClient),
  ]);
  const head = ['Consumer', `A client of ${older}, with GitLab ${newer}`, `A client of ${newer}, with GitLab ${older}`];
  return `<h2 id="${id}"><a href="${place.link(release)}#operation/${id}">${id}</a></h2>
<p><code>${method} ${escaped(path)}</code></p>
<ul class="text">${changes.map(item).join('')}</ul>
${table(`Who works with whom at ${id}`, head, rows)}`;
}

function item(change: OperationChanges['changes'][number]): string {
  return `<li>${prose(changeText(change))} <span class="muted">(${change.release})</span></li>`;
}

const answers = { works: 'works', breaks: 'breaks', unknown: 'not known' } as const;

function verdict({ answer, reasons }: Verdict): string {
  const text = reasons.map((reason) => `<br>${prose(reason)}`).join('');
  return `<span class="${answer}">${answers[answer]}</span>${text}`;
}
