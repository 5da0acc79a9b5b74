import {
  type Document,
  type JsonObject,
  type OperationSummary,
  project,
  type Release,
} from '@gitlab-internal-api/contract';
import {
  type CheckedExchange,
  consumerOf,
  headerOf,
  type Lanes,
  RecordedTraffic,
} from '@gitlab-internal-api/validator';
import type { RecordedExchange } from '../recordings/recording.ts';
import { apiTarget } from './api-target.ts';
import { credentialFindings, type KnownSecrets } from './credentials.ts';
import type { Finding, Found } from './finding.ts';
import { parameterNameFindings, propertyNameFindings } from './names.ts';
import type { AllReleases } from './other-releases.ts';
import { replyFindings, requestFindings } from './violations.ts';

/** What traffic is held against. */
export interface CheckerOptions {
  readonly source: Document;
  readonly all: AllReleases;
  readonly release: Release;
  readonly secrets: KnownSecrets;
  readonly relativeUrlRoot: string | undefined;
  /** Who called, whatever the requests say. */
  readonly consumer: string | undefined;
  readonly lanes?: Lanes;
}

/** What became of a recorded exchange under `/api`. */
export interface CheckedRecord {
  readonly exchange: RecordedExchange;
  readonly operation: OperationSummary | undefined;
  readonly consumer: string;
  readonly checked: CheckedExchange;
  readonly findings: readonly Finding[];
}

/** Holds recorded exchanges against the contract of one release. */
export class TrafficChecker {
  readonly release: Release;
  readonly traffic: RecordedTraffic;
  readonly #options: CheckerOptions;

  constructor(options: CheckerOptions) {
    this.#options = options;
    this.release = options.release;
    this.traffic = new RecordedTraffic(project(options.source, options.release), options.lanes);
  }

  /** The operation to which a request leads, without references; undefined where it leads to none. */
  definitionFor({ request }: RecordedExchange): JsonObject | undefined {
    const api = apiTarget(request.url, this.#options.relativeUrlRoot);
    const operation = api && this.traffic.match(request.method, api.path);
    return operation && this.traffic.definitionOf(operation.id);
  }

  /** Undefined for a request that leads elsewhere than below `/api`. */
  async check(exchange: RecordedExchange): Promise<CheckedRecord | undefined> {
    const { request, reply } = exchange;
    const api = apiTarget(request.url, this.#options.relativeUrlRoot);
    // A browser asks before it calls another origin; no consumer does.
    if (!api || isPreflight(exchange)) return undefined;
    const counted = exchange.isFault ? undefined : reply;
    const checked = await this.traffic.check({ ...request, target: api.target }, counted);
    const operation = 'operation' in checked.match ? checked.match.operation : undefined;
    const elsewhere = operation ?? this.#options.all.match(request.method, api.path);
    const consumer = this.#consumerOf(exchange, elsewhere);
    const found = operation
      ? this.#operationFindings(operation, checked, exchange, consumer)
      : [this.#strayFinding(checked, request.method, api.path, elsewhere)];
    if (found.length === 0) return { exchange, operation, consumer, checked, findings: [] };
    const about = { operation: elsewhere, consumer, request: `${request.method} ${elsewhere?.path ?? api.path}` };
    return { exchange, operation, consumer, checked, findings: found.map((each) => ({ ...each, ...about })) };
  }

  #consumerOf({ request, consumer }: RecordedExchange, operation: OperationSummary | undefined): string {
    return this.#options.consumer ?? consumer ?? consumerOf(request.headers ?? {}, operation);
  }

  #operationFindings(
    operation: OperationSummary,
    checked: CheckedExchange,
    { request, reply, time, isFault }: RecordedExchange,
    consumer: string,
  ): Found[] {
    const { secrets, all } = this.#options;
    const requestType = checked.parameters?.mediaType ?? headerOf(request.headers ?? {}, 'content-type');
    const replyType = headerOf(reply?.headers ?? {}, 'content-type') ?? reply?.mediaType;
    return [
      ...usageFindings(operation, checked, consumer),
      ...(request.headers ? credentialFindings(operation, checked, { headers: request.headers, time, secrets }) : []),
      ...requestFindings(operation, checked, requestType),
      ...parameterNameFindings(operation, checked, all.lifetimeOfParameter),
      ...(reply && !isFault ? replyFindings(checked, reply.status, replyType) : []),
      ...(reply && !isFault ? propertyNameFindings(checked, reply.status) : []),
    ];
  }

  /** A request that reached no operation of this release. */
  #strayFinding(
    { match, nearest }: CheckedExchange,
    method: string,
    path: string,
    elsewhere: OperationSummary | undefined,
  ): Found {
    const about = { message: 'request', in: 'request', pointer: '' } as const;
    if (elsewhere) {
      const lifetime = this.#options.all.lifetimeOf(elsewhere.id);
      const sentence = `${elsewhere.id} is not in GitLab ${this.release}: ${lifetime}`;
      return { code: 'not-in-release', ...about, sentence };
    }
    if ('allowed' in match) {
      const stem = this.traffic.match(match.allowed[0] ?? '', path)?.stem;
      const fix = `It answers ${match.allowed.join(', ')}.`;
      return { code: 'undocumented-method', ...about, stem, sentence: `${path} does not answer ${method}`, fix };
    }
    const fix = nearest && `The nearest is ${nearest.method.toUpperCase()} ${nearest.path} (${nearest.id}).`;
    return { code: 'undocumented-path', ...about, sentence: `${path} is not in the contract`, fix };
  }
}

function isPreflight({ request: { method, headers } }: RecordedExchange): boolean {
  return method === 'OPTIONS' && headerOf(headers ?? {}, 'access-control-request-method') !== undefined;
}

function usageFindings(operation: OperationSummary, { definition }: CheckedExchange, consumer: string): Found[] {
  const about = { message: 'request', in: 'request', pointer: '' } as const;
  const found: Found[] = [];
  if (definition?.deprecated === true)
    found.push({ code: 'deprecated-operation', ...about, sentence: `${operation.id} is deprecated` });
  if (consumer !== 'unknown' && !operation.consumers.includes(consumer)) {
    const sentence = `${consumer} is not listed as a consumer of ${operation.id}: ${operation.consumers.join(', ')}`;
    found.push({ code: 'unlisted-consumer', ...about, sentence });
  }
  return found;
}
