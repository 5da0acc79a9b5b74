import { timingSafeEqual } from 'node:crypto';

/** Whether a text is the secret, in a time that tells neither where they differ nor how long the secret is. */
export function secretsEqual(text: string, secret: string): boolean {
  const [own, wanted] = [Buffer.from(text), Buffer.from(secret)];
  const isAsLong = own.length === wanted.length;
  return timingSafeEqual(isAsLong ? own : wanted, wanted) && isAsLong;
}

/** Without one newline at the end: GitLab forgives the one that an editor leaves in a secret's file. */
export function chomp(text: string): string {
  return text.replace(/\r?\n$/, '');
}

/** Base64 as Ruby's lenient decoder takes it: line breaks and other foreign characters are skipped. */
export function decodeLeniently(base64: string): string {
  return Buffer.from(base64.replaceAll(/[^A-Za-z0-9+/=]/g, ''), 'base64').toString('utf8');
}
