/** In the executable this stands for the package `docs`, which runs Redocly: a program of many files, and large. */
import { type Document, readProgramFile } from '@gitlab-internal-api/contract';
import { fillTemplate } from './reference-template.ts';

/** Makes the reference page of a document from the page that was rendered when the executable was built. */
export async function renderReference(document: Document): Promise<string> {
  return fillTemplate(readProgramFile('reference.html'), document);
}
