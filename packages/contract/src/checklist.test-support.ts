import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Document, dereference, isObject, type Json, type JsonObject } from './document.ts';
import { loadDocument } from './load.ts';
import { allOperations } from './operation.ts';
import type { Release } from './release.ts';

/** What GitLab's documentation of a release says, as `test-data/documentation/` lists it. */
export interface Checklist {
  readonly tiers: Readonly<Record<string, string>>;
  readonly operations: readonly DocumentedOperation[];
  readonly statements: readonly Statement[];
  readonly links: readonly Link[];
}

/** An operation as the documentation shows it. */
export interface DocumentedOperation {
  readonly operation: string;
  readonly heading: string;
  readonly method: string;
  readonly path: string;
  readonly introduced: {
    readonly release: Release;
    readonly link: string;
    readonly by: 'operation' | 'section';
  } | null;
  readonly consumers: readonly string[];
  readonly status?: number;
  readonly attributes: readonly Attribute[];
  readonly updates?: readonly { readonly field: string; readonly removed?: string }[];
  readonly examples: readonly DocumentedExample[];
}

/** A row of a table of parameters. */
export interface Attribute {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly in: 'path' | 'query' | 'body';
  readonly requiredUnless?: string;
  readonly requiredIf?: string;
  readonly exampleOmits?: true;
  readonly deprecated?: true;
  readonly values?: readonly string[];
}

/** A request as it is shown, and the answer if one is. */
export interface DocumentedExample {
  readonly path?: JsonObject;
  readonly request: Json;
  readonly response?: Json;
}

/** Something that the prose says. */
export interface Statement {
  readonly at: Place;
  readonly says: string;
  readonly mentions?: readonly string[];
  readonly expects?: JsonObject;
  readonly introduced?: { readonly release: Release; readonly link: string };
  readonly stale?: true;
}

/** A link as it is printed, and the part of it that lasts. */
interface Link {
  readonly at: Place;
  readonly heading?: string;
  readonly printed: string;
  readonly expect: string;
}

/** Where in the contract something belongs. */
export interface Place {
  readonly root?: true;
  readonly tag?: string;
  readonly scheme?: string;
  readonly operation?: string;
  readonly attribute?: string;
}

/** The checklist of a release. */
export function loadChecklist(release: Release): Checklist {
  return parse(readFileSync(join(import.meta.dirname, '..', 'test-data', 'documentation', `${release}.yaml`), 'utf8'));
}

/** The contract of a release without references. */
export function loadWhole(release: Release): Document {
  return dereference(loadDocument(release));
}

/** An operation of a contract without references. */
export function operationOf(contract: Document, id: string): JsonObject {
  const { path = '', method = 'get' } = allOperations(contract).find((candidate) => candidate.id === id) ?? {};
  return (contract.paths[path]?.[method] ?? {}) as JsonObject;
}

/** The parameter of a path or a query with this name. */
export function parameterOf(operation: JsonObject, place: string, name: string): JsonObject | undefined {
  const parameters = (operation.parameters ?? []) as JsonObject[];
  return parameters.find((parameter) => parameter.in === place && parameter.name === name);
}

/** The first schema, which is the one for JSON, of a request or a response. */
export function schemaOf(message: Json | undefined): JsonObject | undefined {
  return mediaOf(message)?.schema as JsonObject | undefined;
}

/** The values of the named examples of a request, a response or a parameter. */
export function examplesOf(message: Json | undefined): { name: string; value: Json }[] {
  const { examples } = mediaOf(message) ?? (message as JsonObject | undefined) ?? {};
  return Object.entries((examples ?? {}) as { [name: string]: JsonObject }).map(([name, { value }]) => ({
    name,
    value: value as Json,
  }));
}

function mediaOf(message: Json | undefined): JsonObject | undefined {
  const content = isObject(message) && isObject(message.content) ? message.content : {};
  return Object.values(content)[0] as JsonObject | undefined;
}

/** What the contract says of an attribute: the schema, with the words of the parameter if it is one. */
export function attributeOf(
  operation: JsonObject,
  { name, in: place }: Pick<Attribute, 'name' | 'in'>,
): JsonObject | undefined {
  if (place === 'body') return memberOf(schemaOf(operation.requestBody) ?? {}, name);
  const { schema, ...parameter } = parameterOf(operation, place, name) ?? {};
  return isObject(schema) ? { ...schema, ...parameter } : undefined;
}

/** Finds `counters.gitops_sync` and `packs[].expires_at` in a schema, through its `allOf` and `anyOf`. */
function memberOf(schema: JsonObject, name: string): JsonObject | undefined {
  const [, own = '', array, rest] = /^(\w+)(\[\])?(?:\.(.+))?$/.exec(name) ?? [];
  const found = alternativesOf(schema).flatMap(({ properties }) =>
    isObject(properties) && isObject(properties[own]) ? [properties[own]] : [],
  )[0];
  if (found === undefined || rest === undefined) return found;
  return memberOf((array ? found.items : found) as JsonObject, rest);
}

/** The schema and what it is made of. */
export function alternativesOf(schema: JsonObject): JsonObject[] {
  const members = [schema.allOf, schema.anyOf].flatMap((list) => (Array.isArray(list) ? list : [])).filter(isObject);
  return [schema, ...members.flatMap(alternativesOf)];
}

/** All that a person can read at a place: descriptions and summaries, and the names of parameters and properties. */
export function textAt(contract: Document, place: Place): string {
  const found = objectAt(contract, place);
  return place.operation && !place.attribute ? readable(found).join('\n') : String(found?.description ?? '');
}

function readable(node: Json | undefined): string[] {
  if (Array.isArray(node)) return node.flatMap(readable);
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'examples') return [];
    const text = (key === 'description' || key === 'summary' || key === 'name') && typeof value === 'string';
    return text
      ? [value]
      : [...(key === 'properties' && isObject(value) ? Object.keys(value) : []), ...readable(value)];
  });
}

/** The links at a place: its `externalDocs`, and those in its description. */
export function linksAt(contract: Document, place: Place): string[] {
  const { externalDocs, description } = objectAt(contract, place) ?? {};
  const inText = [...String(description ?? '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, url]) => url as string);
  return isObject(externalDocs) ? [externalDocs.url as string, ...inText] : inText;
}

/** What stands in the contract at a place. */
export function objectAt(contract: Document, { tag, scheme, operation, attribute }: Place): JsonObject | undefined {
  if (tag) return (contract.tags as JsonObject[]).find(({ name }) => name === tag);
  if (scheme) return contract.components.securitySchemes?.[scheme] as JsonObject | undefined;
  if (!operation) return { ...contract, ...(contract.info as JsonObject) };
  const found = operationOf(contract, operation);
  if (!attribute) return found;
  const places = ['path', 'query', 'body'] as const;
  return places.map((place) => attributeOf(found, { name: attribute, in: place })).find((schema) => schema);
}

/** A place in words, for the name of a test. */
export function nameOf({ root, tag, scheme, operation, attribute }: Place): string {
  if (root) return 'the root';
  return tag ? `the tag ${tag}` : (scheme ?? (attribute ? `${attribute} of ${operation}` : `${operation}`));
}
