import { isMapping, rule } from './redocly.ts';

/** GitLab sends `X-Request-Id` with every reply, so each response says so. */
export const requestIdHeader = rule(() => ({
  Response({ headers }, { location, report }) {
    if (isMapping(headers) && 'X-Request-Id' in headers) return;
    report({
      message:
        'A header is missing; write `X-Request-Id: {$ref: …/components/headers/XRequestId.yaml}` among the `headers`.',
      location: location.key(),
    });
  },
}));
