/** The user of the token is no administrator, or no owner where one may do too. */
export const forbidden = { status: 403, body: { message: '403 Forbidden' } } as const;

/** There is no such namespace, or the caller may not see it. */
export const namespaceNotFound = { status: 404, body: { message: '404 Namespace Not Found' } } as const;
