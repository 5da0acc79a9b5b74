import type { Document } from '@gitlab-internal-api/contract';
import { stringify } from 'yaml';
import type { ControlContext } from './handler.ts';

type Name = keyof ControlContext['documents'];

/** A document whose only server is the one that answers. */
export function servedDocument({ documents, url }: ControlContext, name: Name): Document {
  return { ...documents[name], servers: [{ url: url(), description: 'The running stub.' }] };
}

/** The same as YAML. */
export function servedYaml(context: ControlContext, name: Name): string {
  return stringify(servedDocument(context, name), { aliasDuplicateObjects: false, lineWidth: 0 });
}

const pages = new WeakMap<Document, Promise<string>>();

/** The reference page of a document, which is made once; undefined where the server makes none. */
export function servedPage(context: ControlContext, name: Name): Promise<string> | undefined {
  const { [name]: document } = context.documents;
  const page = pages.get(document) ?? context.reference?.(servedDocument(context, name));
  if (page) pages.set(document, page);
  // A page that could not be made is tried again by whoever asks next.
  page?.catch(() => pages.delete(document));
  return page;
}
