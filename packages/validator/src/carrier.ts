import type { Reply } from './reply.ts';

/**
 * The refusals of whoever carries the message, not of an operation: GitLab's router and the web server in front of it.
 * They are never validated as an operation's reply, and never held against a client.
 */
export const carrierReplies = {
  /** GitLab's catch-all route: an unknown path, and under v4 also a wrong method. */
  notFound: (): Reply => ({ status: 404, body: { error: '404 Not Found' } }),
  /** Only SCIM's routes tell a wrong method from an unknown path. */
  methodNotAllowed: (allowed: readonly string[]): Reply => ({
    status: 405,
    headers: { Allow: allowed.join(', ') },
    body: { error: '405 Not Allowed' },
  }),
  requestTimeout: (): Reply => ({ status: 408, body: { error: '408 Request Timeout' } }),
  contentTooLarge: (limit: number): Reply => ({
    status: 413,
    body: { error: `413 Content Too Large: the limit is ${limit} bytes` },
  }),
  unsupportedEncoding: (encoding: string): Reply => ({
    status: 415,
    body: { error: `The provided content-encoding '${encoding}' is not supported.` },
  }),
  headersTooLarge: (): Reply => ({ status: 431, body: { error: '431 Request Header Fields Too Large' } }),
  badRequest: (reason: string): Reply => ({ status: 400, body: { error: `400 Bad Request: ${reason}` } }),
  /** What a client is told of a defect: nothing; the cause is for the log. */
  internalServerError: (): Reply => ({ status: 500, body: { message: '500 Internal Server Error' } }),
  unavailable: (seconds: number): Reply => ({
    status: 503,
    headers: { 'Retry-After': String(seconds) },
    body: { message: '503 Service Unavailable' },
  }),
} as const;
