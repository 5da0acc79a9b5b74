import { Document, isMap, isScalar } from 'yaml';
import { completeWorld } from './defaults.ts';
import type { World } from './world.ts';

/** A world as YAML: what was understood, with the defaults of the schema filled in, in the order of the schema. */
export function printWorld(world: World): string {
  const document = new Document(completeWorld(world), { schema: 'core', aliasDuplicateObjects: false });
  const sections = isMap(document.contents) ? document.contents.items.slice(1) : [];
  for (const { key } of sections) if (isScalar(key)) key.spaceBefore = true;
  return document.toString({ lineWidth: 0 });
}
