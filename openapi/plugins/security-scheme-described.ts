import { isText, rule } from './redocly.ts';

/** A security scheme says where its secret lies, and that it is one. */
export const securitySchemeDescribed = rule(() => ({
  SecurityScheme(scheme, { location, report }) {
    if (!isText(scheme.description)) {
      const message =
        '`description` is missing; write what the credential is, and in which file of a GitLab installation it lies.';
      report({ message, location: location.key() });
    }
    if (scheme['x-gitlab-sensitive'] !== true) {
      report({
        message: 'Write `x-gitlab-sensitive: true`, so that the credential is masked wherever it appears.',
        location: location.key(),
      });
    }
  },
}));
