import { type Credential, headerValue } from './credentials.ts';
import { type Example, operationBefore } from './example.ts';

/** The command that sends an example, to a URL or through a unix socket. */
export function curl(example: Example, { url, socket }: { readonly url?: string; readonly socket?: string }): string {
  const { operation, target, credentials, mediaType, body } = example;
  const method = operation.method === 'get' ? [] : ['-X', operation.method.toUpperCase()];
  const through = socket === undefined ? [] : ['--unix-socket', socket];
  const words = [
    ['curl', ...method, ...through, quoted(`${url ?? 'http://unix'}${target}`)].join(' '),
    ...credentials.map((credential) => `-H ${headerWord(credential)}`),
    ...(mediaType === undefined ? [] : [`-H ${quoted(`Content-Type: ${mediaType}`)}`]),
    ...(body === undefined ? [] : [`-d ${quoted(JSON.stringify(body, undefined, 2))}`]),
  ];
  const before = operationBefore(example);
  return (before === undefined ? '' : `# After ${before}:\n`) + words.join(' \\\n  ');
}

function headerWord({ scheme, header }: Credential): string {
  const value = headerValue(scheme);
  // A token that is good for half a minute cannot be printed; the command prints its header.
  return value === undefined ? '"$(gitlab-internal-api token --as kas --header)"' : quoted(`${header}: ${value}`);
}

function quoted(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
