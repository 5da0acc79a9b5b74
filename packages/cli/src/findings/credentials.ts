import { createHash, timingSafeEqual } from 'node:crypto';
import type { OperationSummary } from '@gitlab-internal-api/contract';
import { securitySchemes } from '@gitlab-internal-api/contract/operations';
import { type CheckedExchange, type Headers, headerOf, type SchemeName } from '@gitlab-internal-api/validator';
import type { Found } from './finding.ts';
import { type CredentialProblem, tokenProblems } from './json-web-token.ts';
import { isMasked } from './masked.ts';

/** The secrets with which signatures are checked, as they stand in their files. */
export interface KnownSecrets {
  readonly shell?: string;
  readonly kas?: string;
}

/** What credentials are held against. */
export interface CredentialExpectation {
  readonly headers: Headers;
  readonly time: Date | undefined;
  readonly secrets: KnownSecrets;
}

/** Finds what is wrong with the credentials of a request whose headers were recorded. */
export function credentialFindings(
  operation: OperationSummary,
  { credentials }: CheckedExchange,
  expected: CredentialExpectation,
): Found[] {
  const presented = [...credentials.keys()];
  const missing = isComplete(operation, presented) ? [] : missingSchemes(operation, presented);
  const found = missing.length > 0 ? [missingFinding(operation, missing, expected.headers)] : [];
  const looked = [...credentials].filter(([scheme]) => !isOverruled(scheme, presented));
  return [...found, ...looked.flatMap(([scheme, value]) => problemsOf(scheme, value, expected))];
}

/** Of a secret in header and parameter, GitLab looks at the parameter. */
function isOverruled(scheme: SchemeName, presented: readonly SchemeName[]): boolean {
  if (scheme === 'GitlabSharedSecret') return presented.includes('SecretToken');
  return scheme === 'ErrorTrackingToken' && presented.includes('ErrorTrackingTokenParameter');
}

/** Whether an alternative is there, as in most requests. */
function isComplete({ security }: OperationSummary, presented: readonly string[]): boolean {
  return security.some((schemes) => schemes.every((scheme) => presented.includes(scheme)));
}

/** The schemes that are wanting in the alternative of which most is there. */
function missingSchemes({ security }: OperationSummary, presented: readonly string[]): string[] {
  const wanting = security.map((schemes) => schemes.filter((scheme) => !presented.includes(scheme)));
  const partly = wanting.find((schemes, index) => schemes.length < (security[index]?.length ?? 0));
  return partly ?? [...new Set(wanting.flat())];
}

function missingFinding({ security }: OperationSummary, missing: readonly string[], headers: Headers): Found {
  const isAlternative = security.length > 1;
  const names = listOf(missing.map(spelled), isAlternative ? 'disjunction' : 'conjunction');
  const foreign = foreignCredential(headers, missing);
  return {
    code: 'missing-credential',
    message: 'request',
    in: 'header',
    pointer: '',
    scheme: missing[0],
    sentence: `the request lacks ${names}${foreign === undefined ? '' : `; ${foreign} is not accepted there`}`,
    fix: `Send ${names}.`,
  };
}

function listOf(names: readonly string[], type: 'disjunction' | 'conjunction'): string {
  return new Intl.ListFormat('en', { type }).format(names);
}

/** A credential that the operation does not know, in this release at least. */
function foreignCredential(headers: Headers, missing: readonly string[]): string | undefined {
  const known = Object.entries(securitySchemes).filter(
    ([, { in: place, type }]) => place === 'header' && type === 'apiKey',
  );
  const foreign = known.find(
    ([scheme, { name }]) => !missing.includes(scheme) && headerOf(headers, name) !== undefined,
  );
  return foreign?.[1].name;
}

function spelled(scheme: string): string {
  const definition = securitySchemes[scheme as SchemeName];
  return definition.type === 'http' ? `${definition.name}: Bearer` : definition.name;
}

function problemsOf(scheme: SchemeName, value: string, { time, secrets }: CredentialExpectation): Found[] {
  if (isMasked(value)) return [];
  const problems = checks[scheme]?.(value, { time, secrets }) ?? emptyProblems(value);
  const { in: place } = securitySchemes[scheme];
  return problems.map(({ code, sentence }) => ({
    code,
    message: 'request',
    in: place,
    pointer: `/${securitySchemes[scheme].name}`,
    scheme,
    sentence: `${spelled(scheme)}: ${sentence}`,
  }));
}

function emptyProblems(value: string): CredentialProblem[] {
  return value.trim() === '' ? [{ code: 'malformed-credential', sentence: 'it is empty' }] : [];
}

type Check = (value: string, expected: Omit<CredentialExpectation, 'headers'>) => CredentialProblem[];

const checks: Partial<Record<SchemeName, Check>> = {
  GitlabSharedSecret: (value, { secrets }) => sharedSecretProblems(value, secrets.shell),
  SecretToken: (value, { secrets }) =>
    secrets.shell === undefined || equal(chomp(value), chomp(secrets.shell)) ? emptyProblems(value) : [wrongSecret],
  GitlabShellJwt: (value, { time, secrets }) => {
    const key = secrets.shell === undefined ? undefined : Buffer.from(secrets.shell.trim());
    return tokenProblems(value, { issuer: 'gitlab-shell', time, key, refusesFutureIssue: true });
  },
  GitlabKasJwt: (value, { time, secrets }) => {
    const key = secrets.kas === undefined ? undefined : Buffer.from(secrets.kas, 'base64');
    return tokenProblems(value, { issuer: 'gitlab-kas', time, key, refusesFutureIssue: false });
  },
};

const wrongSecret: CredentialProblem = {
  code: 'wrong-secret',
  sentence: 'it is another secret than that of the file',
};

/** GitLab skips what is not Base64 and then compares; nothing that was encoded has such characters but line breaks. */
function sharedSecretProblems(value: string, secret: string | undefined): CredentialProblem[] {
  if (!/^[A-Za-z0-9+/\s]+=*\s*$/.test(value)) {
    const sentence = value.trim() === '' ? 'it is empty' : 'it is not Base64';
    return [{ code: 'malformed-credential', sentence }];
  }
  const decoded = Buffer.from(value.replaceAll(/[^A-Za-z0-9+/=]/g, ''), 'base64').toString('utf8');
  return secret === undefined || equal(chomp(decoded), chomp(secret)) ? [] : [wrongSecret];
}

function chomp(text: string): string {
  return text.replace(/\r?\n$/, '');
}

/** In a time that tells nothing about where they differ. */
function equal(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
