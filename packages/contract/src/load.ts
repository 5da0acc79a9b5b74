import { join } from 'node:path';
import type { Document } from './document.ts';
import { readProgramFile } from './program-file.ts';
import { project } from './projection.ts';
import { editions, type Release } from './release.ts';

/** The contract as a release has it; any release from the first edition to the newest, not only the editions. */
export function loadDocument(release: Release): Document {
  // What an edition has is projected already: most servers start with the newest.
  const edition = editions.find((published) => published === release);
  return edition === undefined ? project(loadSource(), release) : read(edition);
}

/** The contract of all releases at once, with its markers. */
export function loadSource(): Document {
  return read('source');
}

/** The contract of the stub server's own endpoints. */
export function loadControl(): Document {
  return read('control');
}

function read(name: string): Document {
  return JSON.parse(readProgramFile(join(import.meta.dirname, '..', 'generated', name, 'openapi.json')));
}
