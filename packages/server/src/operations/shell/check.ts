import type { Reply } from '@gitlab-internal-api/contract';
import type { Handler } from '../../handler.ts';

/** Is GitLab there, and which release is it? */
export const checkInstance: Handler<'checkInstance'> = (_input, { instance, edition }): Reply<'checkInstance'> => ({
  status: 200,
  body: {
    api_version: 'v4',
    gitlab_version: instance.gitlab_version ?? `${edition.release}.0-ee`,
    gitlab_rev: instance.gitlab_rev,
    redis: instance.redis,
  },
});
