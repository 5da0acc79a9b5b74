import { at, type Document, isObject, type Json, type JsonObject, mapValues, methods } from './document.ts';
import { compareReleases, type Release } from './release.ts';

/**
 * The contract as one GitLab release has it: what carries `x-gitlab-since` or `x-gitlab-until` and is not in the release is
 * dropped, together with references to it, requirements of a security scheme that is gone, and components that nobody uses.
 */
export function project(source: Document, release: Release): Document {
  const projected = withinRelease(source, source, release) as Document;
  for (const [path, item] of Object.entries(projected.paths)) {
    if (!methods.some((method) => method in item)) delete projected.paths[path];
  }
  const used = withUsedComponents(projected);
  return { ...used, info: { ...(used.info as JsonObject), version: release }, tags: usedTags(used) };
}

function withinRelease(node: Json, source: Document, release: Release): Json {
  const has = (value: Json) => isAvailable(value, source, release);
  if (Array.isArray(node)) return node.filter(has).map((member) => withinRelease(member, source, release));
  if (!isObject(node)) return node;
  const kept = Object.fromEntries(Object.entries(node).filter(([, value]) => has(value)));
  const projected = mapValues(kept, (value) => withinRelease(value, source, release));
  if (Array.isArray(node.allOf) && Array.isArray(projected.allOf) && projected.allOf.length < node.allOf.length)
    unfold(projected);
  if (isObject(node.properties)) setRequired(projected, node, release);
  if (Array.isArray(node.security)) projected.security = usableSecurity(node.security, source, release);
  const isRequirable = 'in' in node || 'content' in node;
  if (isRequirable && isUntil(node['x-gitlab-required-until'], release)) projected.required = true;
  if (isSince(node['x-gitlab-deprecated-since'], release)) projected.deprecated = true;
  return projected;
}

/** An `allOf` that lost members down to one is that member. */
function unfold(schema: JsonObject): void {
  const { allOf } = schema;
  if (!Array.isArray(allOf) || allOf.length > 1) return;
  delete schema.allOf;
  const [only] = allOf;
  if (isObject(only)) Object.assign(schema, only);
}

function isAvailable(value: Json, source: Document, release: Release): boolean {
  if (!isObject(value)) return true;
  if (isSince(value['x-gitlab-since'], release) === false || isUntil(value['x-gitlab-until'], release) === false)
    return false;
  return typeof value.$ref !== 'string' || isAvailable(at(source, value.$ref) ?? null, source, release);
}

/** Undefined without a marker, so that `=== false` asks for a marker that excludes the release. */
function isSince(marker: Json | undefined, release: Release): boolean | undefined {
  return typeof marker === 'string' ? compareReleases(marker, release) <= 0 : undefined;
}

function isUntil(marker: Json | undefined, release: Release): boolean | undefined {
  return typeof marker === 'string' ? compareReleases(release, marker) <= 0 : undefined;
}

/** Requires the properties that the release has and requires; a member of `allOf` may require those of another one. */
function setRequired(projected: JsonObject, schema: JsonObject, release: Release): void {
  const described = schema.properties as JsonObject;
  const properties = projected.properties as JsonObject;
  const always = (schema.required ?? []) as string[];
  const inRelease = Object.entries(properties).filter(
    ([name, property]) =>
      always.includes(name) || (isObject(property) && isUntil(property['x-gitlab-required-until'], release) === true),
  );
  const names = [...inRelease.map(([name]) => name), ...always.filter((name) => !(name in described))];
  if (names.length > 0) projected.required = names;
  else delete projected.required;
}

function usableSecurity(security: Json[], source: Document, release: Release): Json[] {
  const schemes = source.components.securitySchemes ?? {};
  const usable = (requirement: Json) =>
    isObject(requirement) &&
    Object.keys(requirement).every((scheme) => isAvailable(schemes[scheme] ?? null, source, release));
  return security.filter(usable);
}

/** Keeps the components that the paths need, directly or through other components. */
function withUsedComponents(document: Document): Document {
  const used = new Set<string>();
  const visit = (node: Json) => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isObject(node)) return;
    if (typeof node.$ref === 'string' && !used.has(node.$ref)) {
      used.add(node.$ref);
      visit(at(document, node.$ref) ?? null);
    }
    if (Array.isArray(node.security))
      for (const scheme of schemesOf(node.security)) used.add(`#/components/securitySchemes/${scheme}`);
    Object.values(node).forEach(visit);
  };
  visit(document.paths);
  const components: Document['components'] = {};
  for (const [kind, members] of Object.entries(document.components)) {
    const kept = Object.entries(members).filter(([name]) => used.has(`#/components/${kind}/${name}`));
    if (kept.length > 0) components[kind] = Object.fromEntries(kept);
  }
  return { ...document, components };
}

function schemesOf(security: Json[]): string[] {
  return security.flatMap((requirement) => (isObject(requirement) ? Object.keys(requirement) : []));
}

function usedTags(document: Document): Json[] {
  const operations = Object.values(document.paths).flatMap((item) =>
    methods.map((method) => item[method]).filter(isObject),
  );
  const used = new Set(operations.flatMap(({ tags }) => (Array.isArray(tags) ? tags : [])));
  return (document.tags as JsonObject[]).filter(({ name }) => used.has(name ?? null));
}
