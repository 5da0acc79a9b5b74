import type { Severity } from '../findings/catalogue.ts';
import { checkerOf, type HeldAgainst, operationNamed } from '../findings/checker-of.ts';
import { contractFinding, findingLine } from '../findings/contract-finding.ts';
import type { Finding } from '../findings/finding.ts';
import { UserError } from '../user-error.ts';
import { type ReceivedReply, type ReceivedRequest, received } from './received.ts';

/** What a message is held against, and what fails. */
export interface ContractMatcherOptions extends HeldAgainst {
  /** The least that fails, `error` unless it is said. */
  readonly severity?: Severity | undefined;
  /** When a request was sent, for the times of its JSON Web Token; now unless it is said. */
  readonly time?: Date | undefined;
}

/** What a matcher tells its test framework. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What `expect(message)` can do once it was extended. */
export interface ContractMatchers {
  /**
   * Holds a reply against what an operation answers, or a request against the operation that it leads to. Replies and
   * requests of fetch, supertest, light-my-request and axios are understood, and `{ status, headers, body }` and
   * `{ method, url, headers, body }`. It has to be awaited.
   */
  toSatisfyContract(operation?: string, options?: ContractMatcherOptions): Promise<void>;
}

/** For `expect.extend` of vitest and jest. */
export const contractMatchers: {
  toSatisfyContract(actual: unknown, operation?: string, options?: ContractMatcherOptions): Promise<MatcherResult>;
} = { toSatisfyContract };

async function toSatisfyContract(
  actual: unknown,
  operation?: string,
  options: ContractMatcherOptions = {},
): Promise<MatcherResult> {
  const message = await received(actual);
  const isReply = 'status' in message;
  const broken = isReply
    ? await brokenByReply(message, operation, options)
    : await brokenByRequest(message, operation, options);
  const { release } = checkerOf(options);
  const told = `expect(${isReply ? 'reply' : 'request'}).toSatisfyContract(${operation === undefined ? '' : `'${operation}'`})`;
  // The framework asks for a message only when something is not as expected: of a message that is right, after .not.
  const lines = broken.length > 0 ? broken : ['nothing breaks the contract'];
  const text = [`${told}, GitLab ${release}:`, '', ...lines.map((line) => `  ${line}`)].join('\n');
  return { pass: broken.length === 0, message: () => text };
}

/** What is wrong with a reply, a line each; it is checked as the reply to a request of which nothing was recorded. */
async function brokenByReply(
  reply: ReceivedReply,
  id: string | undefined,
  options: ContractMatcherOptions,
): Promise<string[]> {
  if (id === undefined)
    throw new UserError("say which operation the reply is one of: toSatisfyContract('checkGitAccess')");
  const { method, path } = operationNamed(id);
  const url = path.replaceAll(/\{\w+\}/g, '1');
  const request = { method: method.toUpperCase(), url, headers: undefined, body: undefined };
  const checker = checkerOf({ ...options, relativeUrlRoot: undefined });
  const record = await checker.check({ position, time: undefined, request, reply });
  const findings = record?.findings ?? [];
  return linesOf(
    findings.filter(({ code, message }) => message === 'reply' || code === 'not-in-release'),
    options,
  );
}

/** What is wrong with a request, a line each. */
async function brokenByRequest(
  request: ReceivedRequest,
  id: string | undefined,
  options: ContractMatcherOptions,
): Promise<string[]> {
  const wanted = id === undefined ? undefined : operationNamed(id);
  const { time = new Date() } = options;
  const record = await checkerOf(options).check({ position, time, request, reply: undefined });
  if (!record) throw new UserError(`${request.url.split('?', 1)[0]} is not under /api`);
  const { operation, findings } = record;
  const isOther = operation !== undefined && wanted !== undefined && operation.id !== wanted.id;
  const other = isOther ? [`request: it leads to ${operation.id}, not to ${wanted.id}`] : [];
  return [...other, ...linesOf(findings, options)];
}

const position = { line: 1 };

function linesOf(findings: readonly Finding[], { severity: least = 'error' }: ContractMatcherOptions): string[] {
  return findings
    .map(contractFinding)
    .filter(({ severity }) => severity === 'error' || least === 'warning')
    .map(findingLine);
}
