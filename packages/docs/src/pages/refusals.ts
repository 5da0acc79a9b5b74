import { allOperations, type Document, dereference, isObject, type Json } from '@gitlab-internal-api/contract';

/** A shape in which an area refuses, by its first example. */
export interface Refusal {
  readonly status: number;
  readonly body: Json;
  readonly operation: string;
}

/** The shapes in which an area refuses, one example each. */
export function refusalsOf(document: Document, area: string): Refusal[] {
  const whole = dereference(document);
  const shapes = new Map<string, Refusal>();
  for (const { id, path, method, statuses, replyMediaType } of allOperations(whole).filter((o) => o.area === area)) {
    const operation = whole.paths[path]?.[method];
    const responses = isObject(operation) && isObject(operation.responses) ? operation.responses : {};
    for (const status of statuses.filter((code) => code >= 400))
      for (const body of bodiesOf(responses[status], replyMediaType)) {
        const shape = `${status} ${shapeOf(body)}`;
        if (!shapes.has(shape)) shapes.set(shape, { status, body, operation: id });
      }
  }
  return [...shapes.values()].sort((one, other) => one.status - other.status);
}

function bodiesOf(response: Json | undefined, mediaType: string): Json[] {
  const content = isObject(response) && isObject(response.content) ? response.content[mediaType] : undefined;
  const examples = isObject(content) && isObject(content.examples) ? Object.values(content.examples) : [];
  return examples.filter(isObject).flatMap(({ value }) => (value === undefined ? [] : [value]));
}

function shapeOf(body: Json): string {
  if (!isObject(body)) return typeof body;
  return Object.entries(body)
    .map(([name, value]) => `${name}: ${typeof value}`)
    .join();
}
