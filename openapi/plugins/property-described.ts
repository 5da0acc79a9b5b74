import { entriesOf, isMapping, isText, rule } from './redocly.ts';

const typed = ['type', '$ref', 'anyOf', 'allOf', 'const', 'enum'];

/** A property says of which type it is and what it means; behind a `$ref`, the component may say it. */
export const propertyDescribed = rule(() => ({
  SchemaProperties(properties, { location, report, resolve }) {
    for (const [name, schema] of entriesOf(properties)) {
      const at = location.child([name]).key();
      if (!isMapping(schema) || !typed.some((key) => key in schema)) {
        report({ message: `\`${name}\` has no type; write one of ${typed.join(', ')}.`, location: at });
      }
      if (!isText(descriptionOf(schema, resolve))) {
        report({ message: `\`${name}\` has no \`description\`; write what it means.`, location: at });
      }
    }
  },
}));

function descriptionOf(schema: unknown, resolve: (schema: unknown) => { node?: unknown }): unknown {
  if (!isMapping(schema)) return undefined;
  const component = resolve(schema).node;
  return schema.description ?? (isMapping(component) ? component.description : undefined);
}
