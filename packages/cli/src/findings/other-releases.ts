import { type Document, isObject, type JsonObject, type OperationSummary } from '@gitlab-internal-api/contract';
import { RecordedTraffic } from '@gitlab-internal-api/validator';

/** What the contract of all releases knows beyond that of one. */
export class AllReleases {
  readonly #traffic: RecordedTraffic;

  constructor(source: Document) {
    this.#traffic = new RecordedTraffic(source);
  }

  /** The operation to which a method and a path lead in some release. */
  match(method: string, path: string): OperationSummary | undefined {
    return this.#traffic.match(method, path);
  }

  /** In which releases an operation is there: `it is there since 14.2, until 14.10`. */
  lifetimeOf(id: string): string {
    return lifetime(this.#traffic.definitionOf(id));
  }

  /** In which releases a parameter is there; undefined where none has it. */
  readonly lifetimeOfParameter = ({ id }: OperationSummary, pointer: string): string | undefined => {
    const [, name = '', ...deeper] = pointer.split('/');
    if (deeper.length > 0) return undefined;
    const found = findProperty(this.#traffic.definitionOf(id), name);
    return found && lifetime(found);
  };
}

function lifetime({ 'x-gitlab-since': since, 'x-gitlab-until': until }: JsonObject): string {
  const parts = [since && `it is there since ${since}`, until && `it is there until ${until}`].filter(Boolean);
  return parts.length === 0
    ? 'it is there in others'
    : parts.join(' and ').replace(' and it is there until', ', until');
}

/** Whatever media type or alternative names it. */
function findProperty({ requestBody, parameters }: JsonObject, name: string): JsonObject | undefined {
  const listed = [parameters ?? []].flat().filter(isObject);
  const parameter = listed.find((candidate) => candidate.name === name);
  if (parameter) return parameter;
  const content = isObject(requestBody) && isObject(requestBody.content) ? requestBody.content : {};
  const [media] = Object.values(content);
  return isObject(media) && isObject(media.schema) ? findIn(media.schema, name) : undefined;
}

function findIn(schema: JsonObject, name: string): JsonObject | undefined {
  const own = isObject(schema.properties) ? schema.properties[name] : undefined;
  if (isObject(own)) return own;
  const members = [schema.allOf, schema.anyOf].filter(Array.isArray).flat().filter(isObject);
  return members.map((member) => findIn(member, name)).find((found) => found !== undefined);
}
