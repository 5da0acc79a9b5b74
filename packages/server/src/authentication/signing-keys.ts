import type { Secrets } from './secrets.ts';

/** A key with which somebody may have signed by mistake, and what to say about it. */
export interface MistakenKey {
  readonly key: Uint8Array;
  readonly remark: string;
}

/** The key of GitLab Shell's tokens: the text of its file, which GitLab Shell trims. */
export function shellKey(secret: string): Uint8Array {
  return Buffer.from(secret.trim());
}

/** The key of the tokens of `kas`: the 32 bytes that its file holds as Base64. */
export function kasKey(secret: string): Uint8Array {
  return Buffer.from(secret, 'base64');
}

/** What tokens of GitLab Shell are signed with by mistake. */
export function mistakenShellKeys({ shell = '', kas }: Secrets): MistakenKey[] {
  const text = shell.trim();
  return [
    ...withLineEnds(text),
    remarked(shell, 'signed with the file as it is, with the white space around the secret'),
    remarked(
      base64Of(text),
      'signed with the Base64 of the secret; GitLab Shell signs with the secret as it stands in its file',
    ),
    remarked(
      Buffer.from(text, 'base64'),
      'signed with the bytes of which the secret would be the Base64; GitLab Shell signs with the text as it stands in its file',
    ),
    remarked(
      Buffer.from(text).toString('hex'),
      'signed with the secret in hexadecimal; GitLab Shell signs with the text as it stands in its file',
    ),
    ...(kas === undefined
      ? []
      : [kas.trim(), kasKey(kas)].map((key) => remarked(key, 'signed with the secret of kas'))),
    empty,
  ];
}

/** What tokens of `kas` are signed with by mistake. */
export function mistakenKasKeys({ shell, kas = '' }: Secrets): MistakenKey[] {
  const text = kas.trim();
  return [
    remarked(text, 'signed with the Base64 text; kas signs with the 32 bytes that it decodes to'),
    ...['\n', '\r\n'].map((end) =>
      remarked(
        `${text}${end}`,
        "signed with the Base64 text including the newline at the file's end; kas signs with the 32 bytes that it decodes to",
      ),
    ),
    ...['\n', '\r\n'].map((end) =>
      remarked(
        Buffer.concat([kasKey(kas), Buffer.from(end)]),
        'signed with the decoded secret and a newline; kas signs with the 32 bytes alone',
      ),
    ),
    remarked(
      base64Of(text),
      'signed with the Base64 of the Base64 text; kas signs with the 32 bytes that its file decodes to',
    ),
    ...(shell === undefined ? [] : [remarked(shellKey(shell), 'signed with the secret of GitLab Shell')]),
    ...(shell === undefined
      ? []
      : [remarked(`${shell.trim()}\n`, 'signed with the secret of GitLab Shell and a newline')]),
    empty,
  ];
}

const empty: MistakenKey = remarked('', 'signed with an empty secret; was its file or variable read?');

function withLineEnds(text: string): MistakenKey[] {
  return ['\n', '\r\n'].map((end) =>
    remarked(`${text}${end}`, "signed with the secret including the newline at the file's end; GitLab Shell trims it"),
  );
}

function remarked(key: string | Uint8Array, remark: string): MistakenKey {
  return { key: Buffer.from(key), remark };
}

function base64Of(text: string): string {
  return Buffer.from(text).toString('base64');
}
