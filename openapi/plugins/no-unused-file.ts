import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { rule } from './redocly.ts';

const folders = [
  { folder: 'paths', advice: 'add its URL to `paths` of the root document' },
  { folder: 'components', advice: 'refer to it with `$ref` where it is meant' },
];

/** Every file beside the root document is part of the contract. */
export const noUnusedFile = rule(() => {
  const used = new Set<string>();
  return {
    ref(_node, _context, target) {
      if (target?.location) used.add(target.location.source.absoluteRef);
    },
    Root: {
      leave(_root, { location, report }) {
        const base = dirname(location.source.absoluteRef);
        for (const { folder, advice } of folders) {
          const unused = filesIn(join(base, folder)).filter((file) => !used.has(file));
          for (const file of unused) {
            const message = `Nobody uses ${relative(base, file)}; ${advice}, or delete it.`;
            report({ message, location: location.child([folder]).key() });
          }
        }
      },
    },
  };
});

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
