import { type Document, dereference, isObject, type Json, type JsonObject } from '../document.ts';
import { allOperations, type OperationSummary } from '../operation.ts';
import type { ChangeSubject } from './change.ts';
import { limitsOf, type SchemaItem, schemaItems } from './schema-items.ts';

/** Something about an operation that may change from release to release. */
export interface Item {
  readonly subject: ChangeSubject;
  readonly name: string;
  readonly status?: number;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** What a value has to be, without what it may hold. */
  readonly limits: JsonObject;
  /** The part of the contract that describes it, with the facts about those who send or read it. */
  readonly node: JsonObject;
}

/** An operation as those see it who call it. */
export interface Surface {
  readonly operation: OperationSummary;
  readonly definition: JsonObject;
  readonly items: ReadonlyMap<string, Item>;
  /** Each way to authenticate, as the schemes that are needed together. */
  readonly credentials: readonly (readonly JsonObject[])[];
}

/** The operations of a projected contract by their ids. */
export function surfacesOf(document: Document): Map<string, Surface> {
  const plain = dereference(document);
  return new Map(allOperations(plain).map((operation) => [operation.id, surfaceOf(plain, operation)]));
}

function surfaceOf(plain: Document, operation: OperationSummary): Surface {
  const definition = plain.paths[operation.path]?.[operation.method] as JsonObject;
  const schemes = plain.components.securitySchemes ?? {};
  const credentials = operation.security.map((names) => names.map((name) => schemes[name]).filter(isObject));
  const items = [
    ...credentials.map((needed) => item('credential', credentialName(needed), { node: needed.at(-1) ?? {} })),
    ...parameterItems(definition),
    ...bodyItems(definition.requestBody),
    ...Object.entries(definition.responses as JsonObject).flatMap(([status, reply]) => replyItems(status, reply)),
  ];
  return { operation, definition, items: new Map(items.map((each) => [keyOf(each), each])), credentials };
}

/** The headers, or the parameters, that carry it. */
function credentialName(needed: readonly JsonObject[]): string {
  return needed.map(({ type, name }) => (type === 'http' ? 'Authorization' : String(name))).join(' with ');
}

function parameterItems({ parameters }: JsonObject): Item[] {
  const listed = Array.isArray(parameters) ? parameters.filter(isObject) : [];
  return listed.map((node) => {
    const schema = isObject(node.schema) ? node.schema : {};
    return item('parameter', String(node.name), { ...flagsOf(node, node.required), limits: limitsOf(schema), node });
  });
}

function bodyItems(body: Json | undefined): Item[] {
  if (!isObject(body)) return [];
  const { members, rules } = schemaItems(firstSchema(body));
  return [
    item('request body', '', { ...flagsOf(body, body.required), node: body }),
    ...mediaTypes(body).map((name) => item('media type', name, {})),
    ...members.map((member) => memberItem('parameter', member)),
    ...rules.map((rule) => memberItem('rule', rule)),
  ];
}

function replyItems(status: string, reply: Json): Item[] {
  if (!isObject(reply)) return [];
  const code = Number(status);
  const { members } = schemaItems(firstSchema(reply));
  return [
    item('status', status, { ...flagsOf(reply), node: reply }),
    ...members.map((member) => ({ ...memberItem('reply field', member), status: code })),
  ];
}

function memberItem(subject: ChangeSubject, { name, required, node }: SchemaItem): Item {
  return item(subject, name, { ...flagsOf(node, required), limits: limitsOf(node), node });
}

function item(subject: ChangeSubject, name: string, rest: Partial<Item>): Item {
  return { subject, name, required: false, deprecated: false, limits: {}, node: {}, ...rest };
}

function flagsOf({ deprecated }: JsonObject, required: unknown = false): Pick<Item, 'required' | 'deprecated'> {
  return { required: required === true, deprecated: deprecated === true };
}

function keyOf({ subject, status, name }: Item): string {
  return `${subject} ${status ?? ''} ${name}`;
}

function mediaTypes({ content }: JsonObject): string[] {
  return isObject(content) ? Object.keys(content) : [];
}

/** The first media type is the one for JSON; the others say the same in other notations. */
function firstSchema({ content }: JsonObject): Json | undefined {
  const [media] = isObject(content) ? Object.values(content) : [];
  return isObject(media) ? media.schema : undefined;
}
