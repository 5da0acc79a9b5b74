import type { Json } from '@gitlab-internal-api/contract';

/** What is answered: the body is undefined where there is none. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Json | undefined;
}
