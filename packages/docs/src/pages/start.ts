import {
  allOperations,
  type Document,
  editions,
  isObject,
  latestEdition,
  loadDocument,
  loadSource,
  type OperationSummary,
  type Release,
} from '@gitlab-internal-api/contract';
import { curl } from '../examples/curl.ts';
import { printedExamples } from '../examples/example.ts';
import { code, escaped, ownPage, prose, table } from '../html.ts';
import { changesPage, type Place, pairsOfEditions, releasesOf, start, urlOf } from '../place.ts';
import { type Family, families } from './families.ts';
import { refusalsOf } from './refusals.ts';

/** The page that leads to the others: who calls what, how each family gets in, what a refusal looks like. */
export function startPage(place: Place): string {
  const main = [
    `<h1>GitLab's internal API</h1>
<p>GitLab's own components call GitLab Rails over HTTP: to ask who somebody is, whether a push may happen, which agent a
token belongs to. These endpoints are not a public API and may change with any release. Here is each of them, in the
releases that changed them, with requests that you can send${place.stub ? ' to this stub' : ''}.</p>`,
    editionCards(place),
    whoCallsWhat(place),
    howToGetIn(place),
    refusals(),
    changes(place),
  ];
  return ownPage({ name: start, title: "GitLab's internal API", main: main.join('\n') }, place);
}

function editionCards(place: Place): string {
  const cards = releasesOf(place.stub).map((release) => {
    const count = allOperations(loadDocument(release)).length;
    const served = place.stub?.release === release ? ', served here' : '';
    return `<li><a href="${place.link(release)}">GitLab ${release}</a><br><span class="muted">${count} operations${served}</span></li>`;
  });
  const others = [
    `<li><a href="${place.link('try')}">Try it</a><br><span class="muted">${place.stub ? 'send a request to this stub' : 'with a running stub'}</span></li>`,
    `<li><a href="${place.link('control')}">Control API</a><br><span class="muted">the stub's own endpoints</span></li>`,
  ];
  return `<ul class="cards">${[...cards, ...others].join('')}</ul>`;
}

const consumers = ['gitlab-shell', 'gitaly', 'geo', 'kas', 'customers-dot', 'opstrace', 'scim-provider'];

function whoCallsWhat(place: Place): string {
  const source = loadSource();
  const newest = newestEditions();
  const rows = allOperations(source).map((operation) => [
    `<a href="${place.link(newest.get(operation.id) ?? latestEdition)}#operation/${operation.id}">${operation.id}</a>`,
    `<code>${operation.method.toUpperCase()}</code>`,
    ...consumers.map((consumer) =>
      operation.consumers.includes(consumer) ? '<span role="img" aria-label="calls it">●</span>' : '',
    ),
    releasesText(source, operation),
  ]);
  return `<h2 id="who-calls-what">Who calls what</h2>
<p>An operation belongs to the components that call it; nobody else should.</p>
<ul class="text">
<li><code>gitlab-shell</code> serves Git over SSH, and <code>gitaly</code> holds the repositories.</li>
<li><code>geo</code> copies one GitLab to others.</li>
<li><code>kas</code> is the server to which agents in Kubernetes clusters connect.</li>
<li><code>customers-dot</code> is the portal that sells subscriptions and CI/CD minutes for GitLab.com.</li>
<li><code>opstrace</code> collects errors that applications report.</li>
<li><code>scim-provider</code> is where a company keeps its accounts, such as Okta or Entra.</li>
</ul>
${table('Who calls what', ['Operation', 'Method', ...consumers, 'Documented'], rows)}`;
}

/** The newest edition that has an operation. */
function newestEditions(): Map<string, Release> {
  return new Map(
    editions.flatMap((edition) => allOperations(loadDocument(edition)).map(({ id }) => [id, edition] as const)),
  );
}

function releasesText(source: Document, { path, method }: OperationSummary): string {
  const operation = source.paths[path]?.[method];
  const { 'x-gitlab-since': since, 'x-gitlab-until': until } = isObject(operation) ? operation : {};
  return until === undefined ? `since ${since}` : `since ${since}, gone after ${until}`;
}

function howToGetIn(place: Place): string {
  const examples = printedExamples(loadDocument(latestEdition));
  const url = urlOf(place);
  const parts = families.map(({ title, area, credentials, shownBy }) => {
    const example = examples.find(({ operation }) => operation.id === shownBy);
    if (!example) throw new Error(`no example of ${shownBy} shows how ${title} gets in`);
    return `<h3 id="${area}">${escaped(title)}</h3>
<p>${prose(credentials)}</p>
${code(curl(example, { url }), `A request of ${title}`)}`;
  });
  return `<h2 id="credentials">How each of them authenticates</h2>
<p>The requests below work on a stub that was started without any flags: the secrets in them are those of its development
world, and everybody knows them. A real installation has its own; the reference says in which file each of them lies.</p>
${parts.join('\n')}`;
}

function refusals(): string {
  const document = loadDocument(latestEdition);
  return `<h2 id="refusals">What a refusal looks like</h2>
<p>There is no one shape for all. A client has to look at the status first; every reply carries <code>X-Request-Id</code>,
under which GitLab's logs have the request.</p>
${families.map((family) => refusalsOfFamily(document, family)).join('\n')}`;
}

function refusalsOfFamily(document: Document, { area, title, refusals: text }: Family): string {
  const rows = refusalsOf(document, area).map(({ status, body, operation }) => [
    String(status),
    `<code>${escaped(JSON.stringify(body))}</code>`,
    operation,
  ]);
  return `<h3>${escaped(title)}</h3>
<p>${prose(text)}</p>
${table(`Refusals of ${title}`, ['Status', 'Body', 'For example'], rows)}`;
}

function changes(place: Place): string {
  const items = pairsOfEditions().map(
    ([older, newer]) => `<li><a href="${place.link(changesPage(older, newer))}">from ${older} to ${newer}</a></li>`,
  );
  return `<h2 id="changes">What changed</h2>
<p>For each operation and each of those who call it: what came, what went, and whether an old client works with a new GitLab
and the other way round.</p>
<ul class="text">${items.join('')}</ul>`;
}
