import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const load = createRequire(import.meta.url);

/** The library for YAML. It is loaded when it is first needed: with a world that ships nothing is read or written in YAML. */
export function yaml(): typeof Yaml {
  return load('yaml');
}
