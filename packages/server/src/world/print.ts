import { yaml } from '../yaml.ts';
import { completeWorld } from './defaults.ts';
import { tableName } from './tables.ts';
import type { World } from './world.ts';

/** A world as YAML: what was understood, with the defaults of the schema filled in, in the order of the schema. */
export function printWorld(world: World): string {
  const { Document, isMap, isScalar } = yaml();
  const document = new Document(completeWorld(withNames(world)), { schema: 'core', aliasDuplicateObjects: false });
  const sections = isMap(document.contents) ? document.contents.items.slice(1) : [];
  for (const { key } of sections) if (isScalar(key)) key.spaceBefore = true;
  return document.toString({ lineWidth: 0 });
}

/** A list with a file of its own is too long to read: its name is printed, as the world file has it. */
function withNames(world: World): Parameters<typeof completeWorld>[0] {
  const named = Object.entries(world).flatMap(([list, rows]) => {
    const name = tableName(rows);
    return name === undefined ? [] : [[list, name] as const];
  });
  return { ...world, ...Object.fromEntries(named) };
}
