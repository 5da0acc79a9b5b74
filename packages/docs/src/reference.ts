import {
  allOperations,
  type Document,
  isObject,
  loadControl,
  loadDocument,
  loadSource,
  type OperationSummary,
  type Release,
} from '@gitlab-internal-api/contract';
import { asset } from './asset.ts';
import { withSamples } from './examples/document.ts';
import { navigation } from './navigation.ts';
import { type Place, urlOf } from './place.ts';
import { redocTemplate } from './redoc.ts';
import { fillTemplate } from './template.ts';
import { namedInWords, sinceText, toldInWords } from './told-in-words.ts';

/** Renders the reference of a release: the contract, a sample of each operation, and the way to the other releases. */
export async function renderReference(release: Release, place: Place): Promise<string> {
  const document = loadDocument(release);
  const url = urlOf(place);
  const told = toldInWords(withSamples(document, { url, release }), place.link('try'));
  const page = fillTemplate(await redocTemplate(), servedBy(told, place));
  return withBar(page, release, place, operationsFor(release, document));
}

/** Renders the reference of the stub's own endpoints. */
export async function renderControl(place: Place): Promise<string> {
  return withBar(
    fillTemplate(await redocTemplate(), servedBy(namedInWords(loadControl()), place)),
    'control',
    place,
    undefined,
  );
}

/** In a stub the document's only server is the stub. */
function servedBy(document: Document, { stub }: Place): Document {
  return stub === undefined
    ? document
    : { ...document, servers: [{ url: stub.url, description: 'The running stub.' }] };
}

interface KnownOperation {
  readonly id: string;
  readonly isHere: boolean;
  /** Which releases have it, as a sentence. */
  readonly where: string;
}

function operationsFor(release: Release, document: Document): { release: string; operations: KnownOperation[] } {
  const here = new Set(allOperations(document).map(({ id }) => id));
  const source = loadSource();
  const operations = allOperations(source).map((operation) => ({
    id: operation.id,
    isHere: here.has(operation.id),
    where: whereText(source, operation),
  }));
  return { release, operations };
}

function whereText(source: Document, { path, method }: OperationSummary): string {
  const operation = source.paths[path]?.[method];
  if (!isObject(operation)) return '';
  const { 'x-gitlab-until': until } = operation;
  return until === undefined ? sinceText(operation) : `${sinceText(operation)} Last in ${until}.`;
}

function withBar(page: string, name: string, place: Place, known: object | undefined): string {
  const bar = `<body><style>${asset('bar.css')}</style>
<div id="site-bar">${navigation(name, place)}</div>
<p id="site-lacks" role="status" hidden></p>${known === undefined ? '' : script(known)}`;
  const titled = page.replace(/<html(?![^>]* lang=)/, '<html lang="en"');
  if (!/<body>/.test(titled)) throw new Error('Redoc made a page without <body>, into which the links belong');
  return titled.replace('<body>', () => bar);
}

function script(known: object): string {
  // Within a script, `<` could begin the tag that ends it.
  const json = JSON.stringify(known).replaceAll('<', '\\u003c');
  return `\n<script type="application/json" id="site-operations">${json}</script>\n<script>${asset('bar.js')}</script>`;
}
