import { type AnyResult, type StatusOrReason, statusOf } from './result.ts';

/** The body of the replies among these results whose status is 2xx. */
export type SuccessBody<R> = R extends { status: infer Status extends number; body: infer Body }
  ? `${Status}` extends `2${string}`
    ? Body
    : never
  : never;

/** A call that did not succeed: GitLab refused it, or no reply came that the contract declares. */
export class GitlabApiError extends Error {
  override name = 'GitlabApiError';
  declare readonly operation: string;
  declare readonly status: StatusOrReason;
  /** What GitLab says about it, in whichever of its shapes. */
  declare readonly gitlabMessage: string | undefined;
  declare readonly result: AnyResult;

  constructor(result: AnyResult) {
    const gitlabMessage = 'body' in result ? messageOf(result.body) : undefined;
    const { operation } = result;
    super(`${operation} ${describe(result, gitlabMessage)}`, { cause: causeOf(result) });
    Object.assign(this, { operation, status: statusOf(result), gitlabMessage, result });
  }
}

/** The body of a reply whose status is 2xx; any other result is thrown, a 300 of `checkGitAccess` among them. */
export function unwrap<R extends AnyResult>(result: R): SuccessBody<R> {
  const { status } = result;
  if (typeof status !== 'number' || status < 200 || status > 299) throw new GitlabApiError(result);
  // The status tells that the result is one of those whose body this is.
  return (result as { body: unknown }).body as SuccessBody<R>;
}

function describe(result: AnyResult, message: string | undefined): string {
  const { status } = result;
  if (status === 'aborted') return 'was aborted';
  if (status === 'timeout') return `was not answered within ${result.after} ms`;
  if (status === 'transport-error') return `was not answered: ${result.error.message}`;
  return `was answered with ${statusOf(result)}${message ? `: ${message}` : ''}`;
}

function causeOf(result: AnyResult): unknown {
  return 'error' in result ? result.error : 'reason' in result ? result.reason : undefined;
}

/**
 * GitLab answers `{"message": …}` with a text, with texts by field or with an `error`; `{"error": …}` about parameters;
 * under SCIM `{"detail": …}`.
 */
function messageOf(body: unknown): string | undefined {
  const { message, error, detail } = Object(body);
  const said: unknown = message?.error ?? message ?? error ?? detail;
  return said === undefined || typeof said === 'string' ? said : JSON.stringify(said);
}
