/** The secrets that services share with the instance, as they stand in their files; without one its credential is refused. */
export interface Secrets {
  readonly shell?: string;
  /** Base64 of 32 bytes. */
  readonly kas?: string;
  readonly errorTracking?: string;
}
