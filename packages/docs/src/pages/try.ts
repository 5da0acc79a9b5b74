import { loadDocument } from '@gitlab-internal-api/contract';
import { asset } from '../asset.ts';
import { development, headerValue } from '../examples/credentials.ts';
import { type Example, examplesOf, operationBefore } from '../examples/example.ts';
import { code, escaped, ownPage } from '../html.ts';
import type { Place } from '../place.ts';

/** The page on which each example can be changed and sent to the stub that shows it. */
export function tryPage(place: Place): string {
  const main = place.stub === undefined ? withoutStub() : form(loadDocument(place.stub.release), place.stub.release);
  const script = place.stub === undefined ? {} : { script: asset('try.js') };
  return ownPage({ name: 'try', title: "GitLab's internal API: try it", main, ...script }, place);
}

function withoutStub(): string {
  return `<h1>Try it</h1>
<p class="notice">These pages were built without a server behind them, so there is nothing that could answer. A running stub
shows the same pages and answers: start one, and open <code>http://127.0.0.1:3001/-/docs/try</code>.</p>
${code('gitlab-internal-api serve', 'How to start a stub')}`;
}

function form(document: ReturnType<typeof loadDocument>, release: string): string {
  const examples = examplesOf(document).map(shown);
  const json = JSON.stringify({ examples, development }).replaceAll('<', '\\u003c');
  return `<h1>Try it</h1>
<p>Every example of GitLab ${release}, to be changed and sent to the stub that shows this page. Credentials are those of its
development world; tokens are signed here, in your browser, just before they are sent. What is sent changes the stub's
state, as it would change GitLab's.</p>
<div class="fields">
<label>Operation <select id="operation">${options(examples)}</select></label>
<label>Example <select id="example"></select></label>
<p id="before" class="notice" hidden></p>
<label>Request <input id="target" spellcheck="false" autocomplete="off"></label>
<label>Headers, one a line <textarea id="headers" rows="6" spellcheck="false"></textarea></label>
<label id="body-label">Body <textarea id="body" rows="10" spellcheck="false"></textarea></label>
<details><summary>Secrets that sign tokens</summary>
<p>A stub that was started with secrets of its own wants them here; they do not leave this page.</p>
<div class="fields">
<label>Secret of GitLab Shell <input id="shell-secret" spellcheck="false" autocomplete="off"></label>
<label>Secret of kas, in Base64 <input id="kas-secret" spellcheck="false" autocomplete="off"></label>
</div></details>
<button id="send" type="button">Send</button>
</div>
<h2 id="answer-title">Answer</h2>
<div id="answer" role="status" aria-labelledby="answer-title"><p class="muted">Nothing has been sent yet.</p></div>
<script type="application/json" id="examples">${json}</script>`;
}

type Shown = ReturnType<typeof shown>;

function shown(example: Example) {
  const { operation, name, summary, credentials, target, mediaType, body } = example;
  const headers = credentials.map(({ scheme, header }) => ({ scheme, header, value: headerValue(scheme) }));
  return {
    id: operation.id,
    area: operation.area,
    title: operation.summary,
    method: operation.method.toUpperCase(),
    signs: operation.security.some((names) => names.includes('GitlabShellJwt')),
    before: operationBefore(example),
    name,
    summary,
    headers,
    target,
    mediaType,
    body,
  };
}

function options(examples: readonly Shown[]): string {
  const areas = Map.groupBy(examples, ({ area }) => area);
  const groups = [...areas].map(([area, own]) => {
    const ids = [...new Set(own.map(({ id }) => id))];
    return `<optgroup label="${escaped(area)}">${ids.map((id) => `<option>${id}</option>`).join('')}</optgroup>`;
  });
  return groups.join('');
}
