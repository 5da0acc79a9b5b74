import { hash } from 'node:crypto';

/** What the store keeps of a token: SHA-256, in hexadecimal. Looking a digest up gives nothing about a token away by its time. */
export function digest(token: string): string {
  return hash('sha256', token);
}
