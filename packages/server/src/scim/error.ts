const schema = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** A refusal in SCIM's own shape, which repeats the status as a number. */
export function scimError<const Status extends number>(status: Status, detail: string) {
  return { status, body: { schemas: [schema] as (typeof schema)[], detail, status } };
}

/** The refusal where the group has nobody with this external UID. */
export function userNotFound(id: string) {
  return scimError(404, `Resource ${id} not found`);
}
