import { chomp, decodeLeniently, secretsEqual } from './secret.ts';

/** What is wrong with a shared secret in the header, where it is the right one in a wrong form. */
export function sharedSecretRefusal(value: string, secret: string): string | undefined {
  const decoded = decodeLeniently(value);
  return firstOf(secret, [
    [value, 'the secret itself, not its Base64'],
    [decodeLeniently(decoded), 'the Base64 of the Base64 of the secret'],
    [
      Buffer.from(value, 'base64url').toString('utf8'),
      'the Base64 of the secret in the alphabet of URLs (- and _); GitLab reads the usual one (+ and /)',
    ],
    [hexOf(value), 'the secret in hexadecimal, not in Base64'],
    [decoded, 'the Base64 of the secret with more white space around it than the newline that GitLab forgives', loose],
    [decoded, 'the Base64 of the secret in quotes', unquoted],
  ]);
}

/** What is wrong with a shared secret in the parameter, where it is the right one in a wrong form. */
export function parameterRefusal(value: string, secret: string): string | undefined {
  return firstOf(secret, [
    [
      decodeLeniently(value),
      'the Base64 of the secret; only the header is Base64, the parameter is the secret as it stands in the file',
    ],
    [hexOf(value), 'the secret in hexadecimal; the parameter is the secret as it stands in the file'],
    [value, 'the secret with more white space around it than the newline that GitLab forgives', loose],
    [value, 'the secret in quotes', unquoted],
    [
      value.replaceAll(' ', '+'),
      'the secret with spaces for its plus signs; a plus sign has to be encoded as %2B in a form or a query',
    ],
  ]);
}

type Candidate = readonly [text: string, remark: string, form?: (text: string) => string];

function firstOf(secret: string, candidates: readonly Candidate[]): string | undefined {
  return candidates.find(([text, , form = chomp]) => secretsEqual(form(text), form(secret)))?.[1];
}

function loose(text: string): string {
  return text.trim();
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/s, '$2');
}

function hexOf(value: string): string {
  return Buffer.from(value.trim(), 'hex').toString('utf8');
}
