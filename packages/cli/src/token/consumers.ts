/** The programs as which a token can be made. */
export const consumers = [
  'gitlab-shell',
  'gitaly',
  'geo',
  'kas',
  'agent',
  'customers-dot',
  'opstrace',
  'scim-provider',
] as const;

/** A program as which a token can be made. */
export type Consumer = (typeof consumers)[number];
