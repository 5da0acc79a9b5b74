import { type Extension, extensions, type Place } from './extensions.ts';
import { type Context, type Mapping, rule } from './redocly.ts';

const placesByType: Readonly<Record<string, Place>> = {
  Operation: 'operation',
  Parameter: 'parameter',
  RequestBody: 'request body',
  Response: 'response',
  MediaType: 'media type',
  Header: 'header',
  Example: 'named example',
  SecurityScheme: 'security scheme',
};

/** Each `x-gitlab-*` extension is one of the README's, stands where it may stand, and has a value it may have. */
export const knownExtensions = rule(() => ({ any: checkExtensions, ref: checkExtensions }));

function checkExtensions(node: Mapping, context: Context): void {
  for (const [name, value] of Object.entries(node)) {
    if (!name.startsWith('x-gitlab-')) continue;
    const message = complaint(name, value, placesOf(node, context));
    if (message !== undefined) context.report({ message, location: context.location.child([name]).key() });
  }
}

function complaint(name: string, value: unknown, places: readonly Place[]): string | undefined {
  const extension: Extension | undefined = extensions[name];
  if (extension === undefined) {
    return `\`${name}\` is no extension of this contract; write one of ${Object.keys(extensions).join(', ')}.`;
  }
  if (!extension.on.some((place) => places.includes(place))) {
    return `\`${name}\` does nothing here; write it only on: ${extension.on.join(', ')}.`;
  }
  return extension.accepts(value) ? undefined : `Write \`${name}\` as ${extension.write}.`;
}

/** A schema is a property or a member of `allOf` by where it is written: a component's own file is neither. */
function placesOf(node: Mapping, { type, location }: Context): Place[] {
  if (type.name !== 'Schema') return [placesByType[type.name] ?? []].flat();
  const [parent, key = ''] = location.pointer.split('/').slice(-2);
  const places: Place[] = Array.isArray(node.enum) ? ['schema with `enum`'] : [];
  if (parent === 'properties') places.push('property');
  if ((parent === 'allOf' || parent === 'anyOf') && /^\d+$/.test(key)) places.push('member of `allOf` or `anyOf`');
  return places;
}
