import type { EditionRow } from '../check/editions.ts';
import type { ConsumerCoverage, OperationCoverage } from '../coverage/coverage.ts';
import type { CoverageItem } from '../coverage/items.ts';
import type { FindingGroup } from '../findings/collector.ts';
import { escapeMarkup } from './markup.ts';
import { fullSentence, placeText, problemsTitle, type Report, recordingText, totalText, whereText } from './report.ts';

/** A page with the findings and the coverage, which loads nothing and runs nothing. */
export function htmlReport(report: Report): string {
  const { problems, findings, editions, coverage, recordings } = report;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Traffic against GitLab ${escapeMarkup(report.release)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Traffic against GitLab ${escapeMarkup(report.release)}</h1>
<p>${escapeMarkup(totalText(report))}</p>
${list(recordings.map(recordingText))}
${problems.length === 0 ? '' : problemsHtml(report)}
<h2>Findings</h2>
${findings.length === 0 ? '<p>None.</p>' : findings.map(findingHtml).join('\n')}
${editions.length === 0 ? '' : editionsHtml(editions)}
<h2>Coverage: ${coverage.percent} %</h2>
${coverage.consumers.map(consumerHtml).join('\n')}
</main>
</body>
</html>
`;
}

const style = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: #1f1e24; background: #fff; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
code, td, th { overflow-wrap: anywhere; }
article { border-left: .25rem solid #b57400; padding: 0 1rem; margin: 1rem 0; }
article.error { border-color: #c91c00; }
h3 { margin: 0; font-size: 1rem; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #dcdcde; }
.missing { color: #737278; }
@media (prefers-color-scheme: dark) {
  body { color: #ececef; background: #18171d; }
  .missing { color: #a4a3a8; }
}
`;

function list(texts: readonly string[]): string {
  return `<ul>${texts.map((text) => `<li>${escapeMarkup(text)}</li>`).join('')}</ul>`;
}

function problemsHtml(report: Report): string {
  const texts = report.problems.map(({ at, message }) => `${placeText(at)}: ${message}`);
  return `<h2>${problemsTitle(report)}</h2>${list(texts)}`;
}

function findingHtml(finding: FindingGroup): string {
  const { severity, code, operation, request, consumer, count, places, contract, fix } = finding;
  const more = count > places.length ? [`and ${count - places.length} more`] : [];
  return `<article class="${severity}">
<h3>${severity}: ${escapeMarkup(code)}, ${count === 1 ? 'once' : `${count} times`}</h3>
<p>${escapeMarkup(operation ? `${operation.id} (${request})` : request)}, ${escapeMarkup(consumer)},
${escapeMarkup(whereText(finding))}: ${escapeMarkup(fullSentence(finding))} ${escapeMarkup(fix)}</p>
<p><code>${escapeMarkup(`${contract.file}#${contract.pointer}`)}</code></p>
<p>${escapeMarkup([...places.map(placeText), ...more].join(', '))}</p>
</article>`;
}

function editionsHtml(editions: readonly EditionRow[]): string {
  const rows = editions.map(({ from, to, works, errors, first }) => {
    const breaks = first ? `${placeText(first.at)}: ${first.code}: ${first.sentence}` : '';
    const verdict = works ? 'works' : `breaks, ${errors} ×`;
    return tableRow([from === to ? from : `${from} to ${to}`, verdict, breaks].map(escapeMarkup));
  });
  return `<h2>Releases</h2>${table(['GitLab', 'works', 'first thing that breaks'], rows)}`;
}

function consumerHtml({ consumer, percent, operations }: ConsumerCoverage): string {
  const rows = operations.map((operation) => tableRow(operationCells(operation)));
  const head = ['operation', 'requests', 'covered', 'exercised', 'never exercised'];
  return `<h3>${escapeMarkup(consumer)}: ${percent} %</h3>${table(head, rows)}`;
}

function operationCells({ operation, requests, covered, total, exercised, missing }: OperationCoverage): string[] {
  const never = `<span class="missing">${itemsText(missing)}</span>`;
  return [escapeMarkup(operation), String(requests), `${covered} of ${total}`, itemsText(exercised), never];
}

function itemsText(items: readonly CoverageItem[]): string {
  const kinds = Map.groupBy(
    items.filter(({ kind }) => kind !== 'operation'),
    ({ kind }) => kind,
  );
  const texts = [...kinds].map(([kind, own]) => `${kind}: ${own.map(({ name }) => name).join(', ')}`);
  return texts.map(escapeMarkup).join('<br>');
}

function table(head: readonly string[], rows: readonly string[]): string {
  const titles = head.map((title) => `<th scope="col">${escapeMarkup(title)}</th>`).join('');
  return `<table><thead><tr>${titles}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

function tableRow(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}
