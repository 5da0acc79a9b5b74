import { entriesOf, isMapping, rule } from './redocly.ts';

interface Entry {
  readonly at: readonly string[];
  readonly file: string;
  readonly value: unknown;
}

/** The root document's `paths` and `components` are nothing but `$ref`s into the folders of these names. */
export const rootIsTableOfContents = rule(() => ({
  Root({ paths, components }, { location, report }) {
    const entries = [...pathsIn(paths), ...componentsIn(components)];
    // A document without a single such reference is a bundle.
    if (!entries.some(isReference)) return;
    for (const { at, file } of entries.filter((entry) => !isReference(entry))) {
      const message = `${at.at(-1)} does not belong into the root document; write it to a file, and here only \`$ref: ${file}\`.`;
      report({ message, location: location.child(at).key() });
    }
  },
}));

function pathsIn(paths: unknown): Entry[] {
  return entriesOf(paths).map(([url, value]) => ({
    at: ['paths', url],
    file: 'paths/<area>/<rest-of-url>.yaml',
    value,
  }));
}

function componentsIn(components: unknown): Entry[] {
  return entriesOf(components).flatMap(([kind, named]) =>
    entriesOf(named).map(([name, value]) => ({
      at: ['components', kind, name],
      file: `components/${kind}/<PascalName>.yaml`,
      value,
    })),
  );
}

function isReference({ file, value }: Entry): boolean {
  const folder = file.slice(0, file.indexOf('<'));
  return isMapping(value) && Object.keys(value).join() === '$ref' && String(value.$ref).startsWith(folder);
}
