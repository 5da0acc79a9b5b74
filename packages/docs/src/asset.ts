import { join } from 'node:path';
import { readProgramFile } from '@gitlab-internal-api/contract';

/** A style sheet or a script of the pages. */
export function asset(name: 'site.css' | 'bar.css' | 'bar.js' | 'try.js'): string {
  return readProgramFile(join(import.meta.dirname, 'assets', name)).trim();
}
