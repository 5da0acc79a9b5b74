import type { Document } from '@gitlab-internal-api/contract';
import { yaml } from '../yaml.ts';
import type { ControlContext } from './handler.ts';

type Name = keyof ControlContext['documents'];

/** A document whose only server is the one that answers. */
export function servedDocument({ documents, url }: ControlContext, name: Name): Document {
  return { ...documents[name], servers: [{ url: url(), description: 'The running stub.' }] };
}

/** The same as YAML. */
export function servedYaml(context: ControlContext, name: Name): string {
  return yaml().stringify(servedDocument(context, name), { aliasDuplicateObjects: false, lineWidth: 0 });
}

/** A page as a reply. */
interface PageReply {
  readonly status: 200;
  readonly headers: { readonly 'Content-Type': 'text/html; charset=utf-8' };
  readonly body: string;
}

/** A page of the reference site as a reply; 404 where the site has none of that name, and where the server has no site. */
export async function servedPage(
  context: ControlContext,
  name: string,
): Promise<PageReply | { readonly status: 404; readonly body: { readonly error: string } }> {
  const page = await madePage(context, name);
  if (page === undefined) return { status: 404, body: { error: '404 Not Found' } };
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: page };
}

const pages = new WeakMap<Document, Map<string, Promise<string | undefined>>>();

/** Each page is made once. */
function madePage(context: ControlContext, name: string): Promise<string | undefined> | undefined {
  const { site, release, url, documents } = context;
  const made = pages.get(documents.api) ?? new Map<string, Promise<string | undefined>>();
  pages.set(documents.api, made);
  const page = made.get(name) ?? site?.(name, { url: url(), release });
  if (page === undefined) return undefined;
  made.set(name, page);
  // One that could not be made is tried again by whoever asks next, and names of no page are not kept.
  page.then((text) => text ?? made.delete(name)).catch(() => made.delete(name));
  return page;
}
