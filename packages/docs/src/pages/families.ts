/** Those who call operations of an area, and how they get in. */
export interface Family {
  /** The contract's tag. */
  readonly area: string;
  readonly title: string;
  /** How a caller proves who it is. */
  readonly credentials: string;
  /** The operation whose example shows it. */
  readonly shownBy: string;
  /** What its refusals look like. */
  readonly refusals: string;
}

/** The five families of operations, in the contract's order. */
export const families: readonly Family[] = [
  {
    area: 'shell',
    title: 'GitLab Shell, Gitaly and Geo',
    credentials:
      'One secret, in a file on the machine. It is sent in Base64 as `Gitlab-Shared-Secret`, or, from GitLab 15.3 on, signs a JSON Web Token that is good for a minute and travels as `Gitlab-Shell-Api-Request`. `gitlab-internal-api token --as gitlab-shell` prints one.',
    shownBy: 'checkInstance',
    refusals:
      'An answer to the person at the terminal has `status: false` and a `message`, and it can come with 401, 404, 500 or 503. A credential that is refused, and whatever goes wrong before the access check, has a `message` alone; invalid parameters have an `error`. Some operations answer 200 with `success: false`.',
  },
  {
    area: 'error_tracking',
    title: 'Error tracking (OpsTrace)',
    credentials:
      'A token from the application settings, as `Gitlab-Error-Tracking-Token`. It does not expire, and nothing is signed.',
    shownBy: 'authenticateErrorTracking',
    refusals: 'Invalid parameters are answered with 422 and without any detail.',
  },
  {
    area: 'kubernetes',
    title: 'The agent server, kas',
    credentials:
      'Each request carries a JSON Web Token as `Gitlab-Kas-Api-Request`, signed with the 32 bytes that a file holds in Base64, and good for half a minute. Where `kas` asks for one agent, the token of that agent follows as `Authorization: Bearer`. In the request below, `gitlab-internal-api token --as kas --header` makes the first header.',
    shownBy: 'getAgentInfo',
    refusals: 'A `message` for credentials, agents and counters; an `error` for invalid parameters.',
  },
  {
    area: 'customers_dot',
    title: 'CustomersDot',
    credentials:
      'The personal access token of an administrator, as `PRIVATE-TOKEN` or `Authorization: Bearer`. An owner of a namespace may read its subscription.',
    shownBy: 'createMinutesPacks',
    refusals:
      'Parameters of the wrong type are an `error`; a value that the record does not accept is a `message` with a list of texts for each field.',
  },
  {
    area: 'scim',
    title: 'SCIM identity providers',
    credentials:
      'The SCIM token of the group that the path names, as `Authorization: Bearer`. A body is `application/scim+json`; `application/json` is refused with 415.',
    shownBy: 'listScimUsers',
    refusals:
      'What SCIM itself refuses has its own error object, with a `detail`. Everything else is shaped as in the rest of the API.',
  },
];
