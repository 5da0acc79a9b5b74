import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two texts are equal, in a time that tells nothing about where they differ. */
export function secretsEqual(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

/** Without one newline at the end: GitLab forgives the one that an editor leaves in a secret's file. */
export function chomp(text: string): string {
  return text.replace(/\r?\n$/, '');
}

/** Base64 as Ruby's lenient decoder takes it: line breaks and other foreign characters are skipped. */
export function decodeLeniently(base64: string): string {
  return Buffer.from(base64.replaceAll(/[^A-Za-z0-9+/=]/g, ''), 'base64').toString('utf8');
}
