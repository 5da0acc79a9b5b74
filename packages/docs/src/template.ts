import type { Document } from '@gitlab-internal-api/contract';

const title = '@@title@@';
const definition = '@@definition@@';

/** Each of them stands once in a page of Redoc 3, as `redocly build-docs` makes it, and gives way to its successor. */
const replacements: readonly (readonly [what: RegExp, by: string])[] = [
  [/(?<=<title>)[^<]*(?=<\/title>)/, title],
  // What was rendered when the page was made is of one document; without it Redoc renders what it is given.
  [/<style data-styled="true"[\s\S]*?<\/style>/, ''],
  [/(?<=<div id="redoc">)[\s\S]*?(?=<\/div>\s*<script type="module">)/, ''],
  [/(?<=const __redoc_definition = )\{[\s\S]*\}(?=;\s*const __redoc_options = )/, definition],
];

/** Takes the document out of a page that Redoc made, so that another can take its place: Redoc runs once for all of them. */
export function toTemplate(page: string): string {
  return replacements.reduce((text, [what, by]) => {
    if (!what.test(text)) throw new Error(`Redocly makes its pages otherwise now: nothing in them matches ${what}`);
    return text.replace(what, by);
  }, page);
}

/** The reference page of a document. */
export function fillTemplate(template: string, document: Document): string {
  const { title: name, version } = document.info as Readonly<Record<string, string>>;
  // Within a script, `<` could begin the tag that ends it.
  const json = JSON.stringify(document).replaceAll('<', '\\u003c');
  return template.replace(title, () => `${name} ${version}`).replace(definition, () => json);
}
