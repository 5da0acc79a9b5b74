import type { TlsFiles } from './tls.ts';

/** Where a server listens, and what stands in front of everything that it answers. */
export interface ListeningOptions {
  /** 0 for any free port; without one it listens on no port. */
  readonly port?: number | undefined;
  readonly host: string;
  /** The path of a unix socket to listen on. */
  readonly socket?: string | undefined;
  /** Makes the port speak HTTPS. */
  readonly tls?: TlsFiles | undefined;
  /** Everything is below it, such as `/gitlab`; outside is nothing. */
  readonly relativeUrlRoot?: string | undefined;
  /**
   * HTTP Basic credentials that every request needs, as behind a proxy that wants them. Such a proxy takes `Authorization`
   * for itself: whoever needs that header for a token of its own (kas, SCIM) cannot get past it.
   */
  readonly basicAuth?: BasicCredentials | undefined;
}

/** Credentials of HTTP Basic authentication (RFC 7617). */
export interface BasicCredentials {
  readonly user: string;
  readonly password: string;
}
