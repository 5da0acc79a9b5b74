import { rule } from './redocly.ts';
import { editions, isRelease } from './releases.ts';

/** An operation is there since the first edition that documents it. */
export const operationSince = rule(() => ({
  Operation({ 'x-gitlab-since': since }, { location, report }) {
    if (!isRelease(since) || editions.some((edition) => edition === since)) return;
    report({
      message:
        `No edition is of ${since}; write the first one that documents the operation, one of ${editions.join(', ')}, ` +
        'and an earlier release as `x-gitlab-introduced`.',
      location: location.child(['x-gitlab-since']),
    });
  },
}));
