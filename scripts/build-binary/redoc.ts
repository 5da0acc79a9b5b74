/** In the executable this stands for `packages/docs/src/redoc.ts`, which runs Redocly: a program of many files, and large. */
import { readProgramFile } from '@gitlab-internal-api/contract';

/** The page that Redoc makes of any document, without the document; it was made when the executable was built. */
export async function redocTemplate(): Promise<string> {
  return readProgramFile('reference.html');
}
