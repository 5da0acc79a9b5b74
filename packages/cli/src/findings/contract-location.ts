import { at, type Document, isObject, type Json, type JsonObject } from '@gitlab-internal-api/contract';
import type { Finding } from './finding.ts';

/** Where in the files of the contract something stands. */
export interface ContractLocation {
  readonly file: string;
  /** A JSON pointer into the file, which is YAML. */
  readonly pointer: string;
}

interface Node extends ContractLocation {
  readonly node: Json;
}

/** Finds the place of the contract that a finding is about; each component and each path has a file of its own. */
export class ContractFiles {
  readonly #source: Document;

  /** The contract of all releases, with its references: they tell the files. */
  constructor(source: Document) {
    this.#source = source;
  }

  locate(finding: Finding): ContractLocation {
    const { operation, code, scheme, stem } = finding;
    if (stem !== undefined) return { file: `openapi/paths/${stem}.yaml`, pointer: '' };
    if (!operation) return { file: 'openapi/openapi.yaml', pointer: '/paths' };
    const file = `openapi/paths/${operation.stem}.yaml`;
    if (code === 'not-in-release') return { file, pointer: `/${operation.method}` };
    const definition = this.#source.paths[operation.path]?.[operation.method] ?? {};
    const start = { file, pointer: `/${operation.method}`, node: definition };
    if (code === 'missing-credential') return placed(child(start, 'security'));
    if (scheme !== undefined) return { file: `openapi/components/securitySchemes/${scheme}.yaml`, pointer: '' };
    if (code === 'unlisted-consumer') return placed(child(start, 'x-gitlab-consumers'));
    return placed(
      (finding.message === 'reply' ? this.#inReply(start, finding) : this.#inRequest(start, finding)) ?? start,
    );
  }

  #inRequest(start: Node, { in: place, pointer, mediaType, code }: Finding): Node | undefined {
    if (place === 'request') return start;
    if (place === 'path' || place === 'query' || (place === 'header' && code !== 'request-media-type')) {
      const parameter = this.#parameter(start, place, pointer);
      if (parameter) return parameter;
    }
    const content = this.#follow(child(this.#follow(child(start, 'requestBody')), 'content'));
    if (code === 'request-media-type' || code === 'malformed-request') return content;
    return content && this.#inContent(content, mediaType, pointer);
  }

  #parameter(start: Node, place: string, pointer: string): Node | undefined {
    const list = child(start, 'parameters');
    const [, name = '', ...rest] = tokensOf(pointer);
    const all = Array.isArray(list?.node) ? list.node.map((_, index) => this.#follow(child(list, String(index)))) : [];
    const found = all.find((each) => isObject(each?.node) && each.node.name === name && each.node.in === place);
    const schema = found && this.#descend(child(found, 'schema'), rest);
    return rest.length > 0 ? (schema ?? found) : found;
  }

  #inReply(start: Node, { in: place, pointer, status, mediaType, code }: Finding): Node | undefined {
    const responses = child(start, 'responses');
    const response = this.#follow(child(responses, String(status)));
    if (!response || place === 'status') return responses;
    if (code === 'missing-reply-header') return child(child(response, 'headers'), pointer.slice(1)) ?? response;
    const content = child(response, 'content');
    if (!content || place !== 'body' || code === 'malformed-reply' || code === 'missing-reply-body')
      return content ?? response;
    return this.#inContent(content, mediaType, pointer);
  }

  #inContent(content: Node, mediaType: string | undefined, pointer: string): Node {
    const own = mediaType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    const [first = ''] = isObject(content.node) ? Object.keys(content.node) : [];
    const media = child(content, own) ?? child(content, first);
    const schema = child(media, 'schema');
    if (pointer === '') return this.#follow(schema) ?? content;
    return this.#descend(schema, tokensOf(pointer).slice(1)) ?? content;
  }

  /** The schema of a value deep inside of another; where that is not described, the last schema on the way. */
  #descend(schema: Node | undefined, tokens: readonly string[]): Node | undefined {
    const [token, ...rest] = tokens;
    if (token === undefined) return schema;
    const next = this.#step(schema, token);
    return next === undefined ? this.#follow(schema) : this.#descend(next, rest);
  }

  #step(schema: Node | undefined, token: string): Node | undefined {
    const own = this.#follow(schema);
    if (!own) return undefined;
    const named = child(child(own, 'properties'), token) ?? (/^\d+$/.test(token) ? child(own, 'items') : undefined);
    if (named) return named;
    const lists = ['allOf', 'anyOf', 'oneOf'].map((name) => child(own, name));
    const members = lists.flatMap((list) =>
      Array.isArray(list?.node) ? list.node.map((_, index) => child(list, String(index))) : [],
    );
    const found = members.map((member) => this.#step(member, token)).find((step) => step !== undefined);
    return found ?? child(own, 'additionalProperties');
  }

  /** A reference leads into the file of the component. */
  #follow(node: Node | undefined): Node | undefined {
    const reference = isObject(node?.node) ? node.node.$ref : undefined;
    if (typeof reference !== 'string') return node;
    const target = at(this.#source, reference);
    const [, , kind, name] = reference.split('/');
    if (target === undefined) return node;
    return this.#follow({ file: `openapi/components/${kind}/${name}.yaml`, pointer: '', node: target });
  }
}

function placed(node: Node | undefined): ContractLocation {
  return { file: node?.file ?? 'openapi/openapi.yaml', pointer: node?.pointer ?? '' };
}

function child(parent: Node | undefined, name: string): Node | undefined {
  const members: Json | undefined = parent?.node;
  const node = Array.isArray(members) ? members[Number(name)] : memberOf(members, name);
  if (!parent || node === undefined) return undefined;
  return { file: parent.file, pointer: `${parent.pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, node };
}

function memberOf(object: Json | undefined, name: string): JsonObject[string] | undefined {
  return isObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
}

function tokensOf(pointer: string): string[] {
  return pointer.split('/').map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
