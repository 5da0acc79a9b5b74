import type { createLog } from '@gitlab-internal-api/server';

/** Where the proxy tells of itself. */
export type Logger = ReturnType<typeof createLog>;
