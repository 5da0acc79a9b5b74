import {
  allOperations,
  type Document,
  dereference,
  isObject,
  type Json,
  type JsonObject,
  type OperationSummary,
} from '@gitlab-internal-api/contract';
import { type Credential, credentialsFor } from './credentials.ts';

/** A request of the contract's examples with all that it takes to send it, and the answer that the contract shows. */
export interface Example {
  readonly operation: OperationSummary;
  /** The name that the contract's examples share. */
  readonly name: string;
  readonly summary: string;
  /** Whoever sends it sends those together. */
  readonly credentials: readonly Credential[];
  /** The path with its parameters filled in, and the query. */
  readonly target: string;
  /** All parameters under their names: what our client takes. */
  readonly input: JsonObject;
  readonly body?: Json;
  readonly mediaType?: string;
  readonly answer: { readonly status: number; readonly body?: Json };
}

/** The examples of each operation, in the contract's order. */
export function examplesOf(document: Document): Example[] {
  const whole = dereference(document);
  return allOperations(whole).flatMap((operation) => {
    const item = whole.paths[operation.path] ?? {};
    const object = item[operation.method];
    if (!isObject(object)) return [];
    const parameters = [...listed(item.parameters), ...listed(object.parameters)];
    const bodies = bodiesOf(object, operation);
    return namesOf(parameters, bodies).map((name) => ({
      operation,
      name,
      summary: summaryOf(name, parameters, bodies),
      credentials: credentialsFor(operation.security),
      ...requestOf(name, operation, parameters, bodies),
      answer: answerOf(object, operation),
    }));
  });
}

/** The example of each operation that is printed: the first whose parameters have names, which our client needs. */
export function printedExamples(document: Document): Example[] {
  const seen = new Set<string>();
  const named = examplesOf(document).filter(({ body }) => body === undefined || isObject(body));
  return named.filter(({ operation: { id } }) => !seen.has(id) && seen.add(id));
}

/** The operation whose example has to be sent before this one's, because a fresh stub does not yet have what it makes. */
export function operationBefore({ operation: { id } }: Example): string | undefined {
  return id === 'updateSubscription' ? 'createSubscription' : undefined;
}

function listed(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function named(holder: JsonObject | undefined): Record<string, JsonObject> {
  const { examples } = holder ?? {};
  return isObject(examples) ? (examples as Record<string, JsonObject>) : {};
}

function bodiesOf({ requestBody }: JsonObject, { requestMediaTypes: [mediaType] }: OperationSummary) {
  const content = isObject(requestBody) && isObject(requestBody.content) ? requestBody.content : {};
  const media = content[mediaType ?? ''];
  return named(isObject(media) ? media : undefined);
}

/** A parameter in the path goes with every example; those in a query make examples only where there is no body. */
function namesOf(parameters: readonly JsonObject[], bodies: Record<string, JsonObject>): string[] {
  if (Object.keys(bodies).length > 0) return Object.keys(bodies);
  const queries = parameters.filter((parameter) => parameter.in === 'query');
  const names = [...new Set(queries.flatMap((parameter) => Object.keys(named(parameter))))];
  return names.length > 0 ? names : ['documented'];
}

function summaryOf(name: string, parameters: readonly JsonObject[], bodies: Record<string, JsonObject>): string {
  const shown = [bodies, ...parameters.filter((parameter) => parameter.in === 'query').map(named)];
  const summary = shown.flatMap((examples) => examples[name]?.summary ?? []).find((text) => typeof text === 'string');
  return summary ?? 'As the documentation shows it';
}

function requestOf(
  name: string,
  { path, requestMediaTypes: [mediaType] }: OperationSummary,
  parameters: readonly JsonObject[],
  bodies: Record<string, JsonObject>,
): Pick<Example, 'target' | 'input' | 'body' | 'mediaType'> {
  const values = parameters.flatMap((parameter) => valuesOf(name, parameter));
  const fill = (_: string, word: string) => encodeURIComponent(String(values.find(([key]) => key === word)?.[1]));
  const query = values.filter(([, , place]) => place === 'query');
  const target = path.replaceAll(/\{(\w+)\}/g, fill) + queryText(query);
  const body = bodies[name]?.value;
  const input = { ...Object.fromEntries(values), ...(isObject(body) ? body : {}) };
  return { target, input, ...(body !== undefined && { body, mediaType: mediaType ?? 'application/json' }) };
}

type Value = [name: string, value: Json, place: Json | undefined];

function valuesOf(name: string, parameter: JsonObject): Value[] {
  const examples = named(parameter);
  const [first] = Object.values(examples);
  const chosen = examples[name] ?? (parameter.required === true ? first : undefined);
  const value = chosen?.value ?? (parameter.required === true ? parameter.example : undefined);
  return value === undefined ? [] : [[String(parameter.name), value, parameter.in]];
}

function queryText(values: readonly Value[]): string {
  const text = values.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return text.length > 0 ? `?${text.join('&')}` : '';
}

/** What the contract shows first of the first status that is no refusal. */
function answerOf({ responses }: JsonObject, { statuses, replyMediaType }: OperationSummary): Example['answer'] {
  const status = statuses.find((code) => code < 300) ?? 200;
  const reply = isObject(responses) ? responses[status] : undefined;
  const content = isObject(reply) && isObject(reply.content) ? reply.content[replyMediaType] : undefined;
  const [body] = Object.values(named(isObject(content) ? content : undefined));
  return { status, ...(body?.value !== undefined && { body: body.value }) };
}
