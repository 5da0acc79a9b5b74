/** How bad a finding is: an error breaks the contract, a warning does no harm today. */
export type Severity = 'error' | 'warning';

/** A kind of finding: its code is stable, and `findings.md` tells the same. */
interface CatalogueEntry {
  readonly severity: Severity;
  /** What is wrong, in a few words. */
  readonly title: string;
  /** What to do about it. */
  readonly fix: string;
}

/** Every kind of finding by its code. */
export const catalogue = {
  'undocumented-path': {
    severity: 'error',
    title: 'A request to a path under /api that the contract does not have',
    fix: 'Correct the path, or add the operation to the contract.',
  },
  'undocumented-method': {
    severity: 'error',
    title: 'A request with a method that the path does not have',
    fix: 'Use a method that the contract lists for the path.',
  },
  'not-in-release': {
    severity: 'error',
    title: 'A request to an operation that another GitLab release has, but not this one',
    fix: 'Ask the release first (checkInstance tells it), or do without the operation there.',
  },
  'missing-parameter': {
    severity: 'error',
    title: 'A request without a parameter that is required',
    fix: 'Send the parameter.',
  },
  'missing-alternative': {
    severity: 'error',
    title: 'A request with none of several parameters of which one is required',
    fix: 'Send one of the parameters.',
  },
  'excluded-parameters': {
    severity: 'error',
    title: 'A request with parameters that exclude each other',
    fix: 'Send only one of the parameters.',
  },
  'parameter-type': {
    severity: 'error',
    title: 'A parameter of another type or form',
    fix: 'Send a value of the type that the contract names.',
  },
  'parameter-enum': {
    severity: 'error',
    title: 'A parameter with none of the values that are allowed',
    fix: 'Send one of the values that the contract lists.',
  },
  'parameter-pattern': {
    severity: 'error',
    title: 'A parameter that does not match its pattern',
    fix: 'Send a value that matches the pattern.',
  },
  'parameter-format': {
    severity: 'error',
    title: 'A parameter that is not in its format',
    fix: 'Send a value in the format that the contract names.',
  },
  'parameter-range': {
    severity: 'error',
    title: 'A parameter that is too long, too short, too large or too small',
    fix: 'Send a value within the limits of the contract.',
  },
  'request-media-type': {
    severity: 'error',
    title: 'A request body in a media type that the operation does not take',
    fix: 'Send the body in a media type that the contract lists, and say so in Content-Type.',
  },
  'malformed-request': {
    severity: 'error',
    title: 'A query or body that cannot be read',
    fix: 'Send what Content-Type says.',
  },
  'missing-credential': {
    severity: 'error',
    title: 'A request without a credential that the operation accepts',
    fix: 'Send one of the credentials that the contract lists.',
  },
  'malformed-credential': {
    severity: 'error',
    title: 'A credential that is not in its form: Base64, or a JSON Web Token signed with HS256',
    fix: 'Build the credential as the security scheme in the contract describes it.',
  },
  'wrong-issuer': {
    severity: 'error',
    title: 'A JSON Web Token of another issuer',
    fix: 'Set iss to the issuer that the contract names.',
  },
  'expired-credential': {
    severity: 'error',
    title: 'A JSON Web Token that had expired when it was sent',
    fix: 'Sign a token for each request, and compare the clocks of both machines.',
  },
  'early-credential': {
    severity: 'error',
    title: 'A JSON Web Token that was not valid yet when it was sent',
    fix: 'Compare the clocks of both machines.',
  },
  'wrong-secret': {
    severity: 'error',
    title: 'A credential made with another secret than that of the secret file',
    fix: 'Give both sides the same file; look for a line break at its end.',
  },
  'undocumented-status': {
    severity: 'error',
    title: 'A reply with a status that the operation does not declare',
    fix: 'Answer a status that the contract lists, or add it to the contract.',
  },
  'reply-media-type': {
    severity: 'error',
    title: 'A reply in a media type that the operation does not declare',
    fix: 'Answer in a media type that the contract lists.',
  },
  'missing-reply-header': {
    severity: 'error',
    title: 'A reply without a header that is required',
    fix: 'Send the header; a proxy in between may have taken it away.',
  },
  'missing-reply-body': {
    severity: 'error',
    title: 'A reply without the body that its status has',
    fix: 'Send the body.',
  },
  'unexpected-reply-body': {
    severity: 'error',
    title: 'A reply with a body whose status has none',
    fix: 'Leave the body out.',
  },
  'malformed-reply': {
    severity: 'error',
    title: 'A reply whose body cannot be read',
    fix: 'Send what Content-Type says.',
  },
  'missing-property': {
    severity: 'error',
    title: 'A reply without a property that is required',
    fix: 'Send the property.',
  },
  'property-type': {
    severity: 'error',
    title: 'A property of a reply of another type or form',
    fix: 'Send a value of the type that the contract names.',
  },
  'property-enum': {
    severity: 'error',
    title: 'A property of a reply with none of the values that are allowed',
    fix: 'Send one of the values that the contract lists.',
  },
  'property-pattern': {
    severity: 'error',
    title: 'A property of a reply that does not match its pattern',
    fix: 'Send a value that matches the pattern.',
  },
  'property-format': {
    severity: 'error',
    title: 'A property of a reply that is not in its format',
    fix: 'Send a value in the format that the contract names.',
  },
  'property-range': {
    severity: 'error',
    title: 'A property of a reply that is too long, too short, too large or too small',
    fix: 'Send a value within the limits of the contract.',
  },
  'unexpected-status': {
    severity: 'error',
    title: 'A reply with a declared status that the contract does not say for such a request',
    fix: 'Answer the request as the contract says; where it named something that the server does not have, name another in the facts.',
  },
  'unchecked-credential': {
    severity: 'error',
    title: 'A request without a good credential that was not refused with 401',
    fix: 'Refuse the request before anything else is looked at; whoever reaches the server can do this.',
  },
  'unchecked-parameter': {
    severity: 'error',
    title: 'A request that breaks the contract and succeeded all the same',
    fix: 'Refuse the request as the contract says, or mark the operation as lenient.',
  },
  'no-reply': {
    severity: 'error',
    title: 'A request to which there was no reply, or none to its end',
    fix: 'Look into the log of the server, and at what lies between.',
  },
  'deprecated-operation': {
    severity: 'warning',
    title: 'A request to an operation that is deprecated',
    fix: 'Move to what the contract names in its place; a later release drops the operation.',
  },
  'deprecated-parameter': {
    severity: 'warning',
    title: 'A request with a parameter that is deprecated',
    fix: 'Move to what the contract names in its place; a later release drops the parameter.',
  },
  'unknown-parameter': {
    severity: 'warning',
    title: 'A parameter that the contract does not have, which GitLab ignores',
    fix: 'Look for a spelling mistake, or leave the parameter out.',
  },
  'unknown-property': {
    severity: 'warning',
    title: 'A property of a reply that the contract does not have',
    fix: 'Add the property to the contract, or leave it out.',
  },
  'unlisted-consumer': {
    severity: 'warning',
    title: 'A request of somebody whom the contract does not list as a consumer of the operation',
    fix: 'Add the consumer to x-gitlab-consumers of the operation, or do without the request.',
  },
} as const satisfies Record<string, CatalogueEntry>;

/** The code of a kind of finding. */
export type FindingCode = keyof typeof catalogue;

/** Every code, in the order of the catalogue. */
export const findingCodes: readonly FindingCode[] = Object.keys(catalogue) as FindingCode[];

/** Whether a text is the code of a kind of finding. */
export function isFindingCode(text: string): text is FindingCode {
  return Object.hasOwn(catalogue, text);
}
