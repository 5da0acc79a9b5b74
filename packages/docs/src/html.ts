import { createHash } from 'node:crypto';
import { asset } from './asset.ts';
import { navigation } from './navigation.ts';
import type { Place } from './place.ts';

/** A page of ours. */
export interface OwnPage {
  readonly name: string;
  readonly title: string;
  /** What stands in `<main>`, as HTML. */
  readonly main: string;
  /** A script of ours, which may ask the server of the page alone. */
  readonly script?: string;
}

/** Writes a page of ours, which may load nothing, and runs no script but its own. */
export function ownPage({ name, title, main, script }: OwnPage, place: Place): string {
  const style = asset('site.css');
  const policy = [
    "default-src 'none'",
    `style-src '${hash(style)}'`,
    ...(script === undefined ? [] : [`script-src '${hash(script)}'`, "connect-src 'self'"]),
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>${navigation(name, place)}</header>
<main id="main" tabindex="-1">
${main}
</main>
${script === undefined ? '' : `<script>${script}</script>\n`}</body>
</html>
`;
}

/** A text within HTML. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A text of ours, in which backquotes mark what is code. */
export function prose(text: string): string {
  return escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

/** A block of code, which scrolls where it is too wide, with the keyboard too. */
export function code(text: string, label: string): string {
  return `<pre tabindex="0" role="region" aria-label="${escaped(label)}"><code>${escaped(text)}</code></pre>`;
}

/** A table, which scrolls where it is too wide. */
export function table(label: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = ([first, ...cells]: readonly string[]) =>
    `<tr><th scope="row">${first}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  const columns = head.map((cell) => `<th scope="col">${cell}</th>`).join('');
  return `<div class="wide" tabindex="0" role="region" aria-label="${escaped(label)}"><table>
<thead><tr>${columns}</tr></thead>
<tbody>
${rows.map(row).join('\n')}
</tbody>
</table></div>`;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
