import { securitySchemes } from '@gitlab-internal-api/contract/operations';
import type { FindingCode } from '../findings/catalogue.ts';
import type { DriftFinding } from './drift.test-support.ts';

/** How `redocly drift` begins what it says, and the codes with which `check` says the same. */
const equivalents: readonly (readonly [RegExp, readonly FindingCode[]])[] = [
  [/^Undocumented endpoint: /, ['undocumented-path', 'undocumented-method', 'not-in-release']],
  [/^Request does not satisfy documented OpenAPI security/, ['missing-credential', 'malformed-credential']],
  [/^Missing required (request body|query parameter)/, ['missing-parameter', 'missing-alternative']],
  [/^Request is missing required field/, ['missing-parameter', 'missing-alternative']],
  [/^Request .* must match a schema in anyOf$/, ['missing-alternative', 'missing-parameter', 'parameter-type']],
  // Of a field with alternatives, Redocly also tells what keeps it from being the one that was not meant.
  [/^Request field .* must be string\.$/, ['parameter-type', 'missing-parameter']],
  [/^Request body is not valid JSON/, ['malformed-request', 'parameter-type']],
  [/^Response body is not valid JSON/, ['malformed-reply']],
  [/^Response is missing required field/, ['missing-property', 'property-type']],
  [
    /^(Request (field|schema mismatch)|Invalid (query|path) parameter)/,
    [
      'parameter-type',
      'parameter-enum',
      'parameter-pattern',
      'parameter-format',
      'parameter-range',
      'malformed-request',
    ],
  ],
  [
    /^Response (field|schema mismatch)/,
    ['property-type', 'property-enum', 'property-pattern', 'property-format', 'property-range', 'missing-property'],
  ],
];

/** The codes that say the same as Redocly; none where nobody has said yet what is the same. */
export function codesFor({ message }: DriftFinding): readonly FindingCode[] {
  return equivalents.find(([beginning]) => beginning.test(message))?.[1] ?? [];
}

const credentials = Object.values(securitySchemes).map(({ name }) => name.toLowerCase());

/** Redocly takes whatever is no parameter for undocumented, which the credentials of security schemes are not. */
export function isRemarkOnCredential({ message }: DriftFinding): boolean {
  const [, name = ''] = /^Undocumented (?:header|query parameter) in traffic: "(.*)"$/.exec(message) ?? [];
  return [...credentials, 'accept', 'user-agent'].includes(name);
}
