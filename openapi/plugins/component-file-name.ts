import { basename } from 'node:path';
import { entriesOf, isMapping, rule } from './redocly.ts';

const folders: Readonly<Record<string, string>> = {
  Header: 'headers',
  Parameter: 'parameters',
  Response: 'responses',
  Schema: 'schemas',
  SecurityScheme: 'securitySchemes',
};

/** A component lies in the folder of its kind, in a file that bears its name. */
export const componentFileName = rule(() => ({
  ref({ $ref }, { type, location, report }, target) {
    const file = target?.location?.source.absoluteRef;
    const folder = folders[type.name];
    if (file === undefined || file === location.source.absoluteRef || folder === undefined) return;
    if (new RegExp(`/components/${folder}/[A-Z][A-Za-z0-9]*\\.yaml$`).test(file)) return;
    report({
      message: `Name the file of ${$ref} \`components/${folder}/<PascalName>.yaml\`.`,
      location: location.child(['$ref']),
    });
  },
  Components(components, { location, report }) {
    for (const [kind, named] of entriesOf(components)) {
      for (const [name, component] of entriesOf(named)) {
        const file = isMapping(component) ? component.$ref : undefined;
        if (typeof file !== 'string' || file.startsWith('#') || basename(file) === `${name}.yaml`) continue;
        const message = `A component bears the name of its file; write ${basename(file, '.yaml')} in place of ${name}.`;
        report({ message, location: location.child([kind, name]).key() });
      }
    }
  },
}));
