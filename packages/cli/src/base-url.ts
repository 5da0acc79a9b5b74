import { InvalidArgumentError } from 'commander';

/** Understands the URL below which the API is, and drops the slash at its end. */
export function toBaseUrl(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') return text.replace(/\/+$/, '');
  throw new InvalidArgumentError('A base URL begins with http:// or https://, such as http://127.0.0.1:3001.');
}
