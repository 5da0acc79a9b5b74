import { loadDocument, type Release } from '@gitlab-internal-api/contract';
import { carrierReplies, type OperationRequest, Pipeline, type Reply } from '@gitlab-internal-api/validator';
import { apiTarget } from '../findings/api-target.ts';
import type { Finding } from '../findings/finding.ts';
import { isError, type Looked } from './inspector.ts';

type Message = OperationRequest['message'];

/** The paths that are the internal API's; next to them GitLab has many more, of which the contract says nothing. */
const internal = /^\/api\/(?:v4\/internal|scim)(?:\/|$)/;

/** Marks what the pipeline would have passed on. */
const passed = 'passed';

/** Says what GitLab says to requests that break the contract; it says it with the pipeline of the stub. */
export class Refusals {
  readonly #relativeUrlRoot: string | undefined;
  readonly #pipeline: Pipeline;
  readonly #unauthorized = new WeakMap<Message, Reply>();

  constructor(release: Release, relativeUrlRoot: string | undefined) {
    this.#relativeUrlRoot = relativeUrlRoot;
    const responder = {
      authenticate: async ({ message }: OperationRequest) => this.#unauthorized.get(message),
      interfere: async () => ({ fault: passed, reply: nothing, applied: [] }),
      respond: async () => nothing,
    };
    this.#pipeline = new Pipeline({ document: loadDocument(release), handling: 'strict', responder });
  }

  /** Undefined for a request that may pass. */
  async of({ record, findings, bodies }: Looked): Promise<Reply | undefined> {
    const errors = findings.filter((finding) => finding.message === 'request' && isError(finding));
    const { method, url, headers } = record.exchange.request;
    const api = apiTarget(url, this.#relativeUrlRoot);
    const [first] = errors;
    if (!first || !api || (!record.operation && !internal.test(api.path))) return undefined;
    // What a request prefers does not make it right.
    const message: Message = {
      method,
      target: api.target,
      headers: { ...headers, prefer: undefined },
      body: bodies.request ?? Buffer.alloc(0),
    };
    const refused = errors.filter(({ scheme }) => scheme !== undefined);
    if (refused.length > 0) this.#unauthorized.set(message, unauthorized(refused));
    const { reply, fault } = await this.#pipeline.handle(message, '');
    return fault === passed ? carrierReplies.badRequest(first.sentence) : reply;
  }
}

const nothing: Reply = { status: 200 };

/** The only 401 that tells what was refused is that of the JWT of `kas`. */
function unauthorized(findings: readonly Finding[]): Reply {
  const isKas = findings.some(({ scheme }) => scheme === 'GitlabKasJwt');
  return { status: 401, body: { message: isKas ? 'KAS JWT authentication invalid' : '401 Unauthorized' } };
}
