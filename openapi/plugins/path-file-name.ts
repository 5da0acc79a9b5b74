import { pathFilesOf } from './areas.ts';
import { entriesOf, isMapping, rule } from './redocly.ts';

/** A path file bears the name of its URL: `paths/<area>/<rest-of-url>.yaml`. */
export const pathFileName = rule(() => ({
  Paths(paths, { location, report }) {
    for (const [url, item] of entriesOf(paths)) {
      const file = isMapping(item) ? item.$ref : undefined;
      if (typeof file !== 'string' || file.startsWith('#')) continue;
      const names = pathFilesOf(url);
      if (!names.includes(file)) report({ message: complaint(url, names), location: location.child([url, '$ref']) });
    }
  },
}));

function complaint(url: string, names: readonly string[]): string {
  return names.length > 0
    ? `The file of ${url} is named after its URL; write \`$ref: ${names.join('` or `$ref: ')}\`.`
    : `${url} lies in no area; begin it with the prefix of one, or add its area to plugins/areas.ts.`;
}
