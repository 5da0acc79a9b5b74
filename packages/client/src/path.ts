/** The path of a template such as `/namespaces/{id}/minutes`, each parameter percent-encoded with its slashes. */
export function pathOf(template: string, parameters: Record<string, unknown>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => segmentOf(name, parameters[name]));
}

/** An empty segment and the dots, even encoded ones, would lead to the URL of another operation. */
function segmentOf(name: string, value: unknown): string {
  const text = String(value ?? '');
  if (['', '.', '..'].includes(text)) throw new TypeError(`${name} is '${text}', which cannot stand in a path`);
  return encodeURIComponent(text);
}
