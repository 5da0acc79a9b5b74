import { loadDocument } from '@gitlab-internal-api/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Masking, SensitiveNames } from './masking.ts';

const names = new SensitiveNames(loadDocument('15.6'));
const masked = (text: string) => new Masking(names).body(text);

describe('A body loses its secrets', () => {
  test.each([
    ['{"secret_token":"abc"}', '{"secret_token":"[MASKED]"}'],
    ['{"lfs_token" : "a\\"b", "x": 1}', '{"lfs_token" : "[MASKED]", "x": 1}'],
    ['{"recovery_codes":["a","b"],"success":true}', '{"recovery_codes":"[MASKED]","success":true}'],
    ['{"request_headers":{"a":{"b":"}"}},"c":2}', '{"request_headers":"[MASKED]","c":2}'],
    ['{"Password":1234,"x":[]}', '{"Password":"[MASKED]","x":[]}'],
    ['[{"secret\\u005ftoken":"abc"}]', '[{"secret\\u005ftoken":"[MASKED]"}]'],
    ['"{\\"secret_token\\":\\"abc\\"}"', '"{\\"secret_token\\":\\"[MASKED]\\"}"'],
    ['{"secret_token":"abc', '{"secret_token":"[MASKED]"'],
    ['{"secret_token":"abc\\', '{"secret_token":"[MASKED]"'],
    ['{"secret_token":"a b", }', '{"secret_token":"[MASKED]", }'],
    ["{'secret_token': 'a b'}", "{'secret_token': '[MASKED]'}"],
    ['secret_token=abc&x=1;private_token=def', 'secret_token=[MASKED]&x=1;private_token=[MASKED]'],
    ['user%5Bsecret_token%5D=abc', 'user%5Bsecret_token%5D=[MASKED]'],
    ['<secret_token>abc</secret_token>', '<secret_token>[MASKED]</secret_token>'],
    [
      '--b\r\nContent-Disposition: form-data; name="token"\r\n\r\na\r\nb\r\n--b--',
      '--b\r\nContent-Disposition: form-data; name="token"\r\n\r\n[MASKED]\r\n--b--',
    ],
    ['{"Operations":[{"path":"password","value":"abc"}]}', '{"Operations":[{"path":"password","value":"[MASKED]"}]}'],
  ])('%s', (body, expected) => expect(masked(body)).toBe(expected));

  test.each([
    '',
    '{"token":null,"secret_token":""}',
    '{"gl_repository":"project-7","changes":"a b refs/heads/token: x"}'.replace('token: x', 'x'),
    'key_id=11&username=secret_token',
    '{"Operations":[{"path":"active","value":"abc"}]}',
    '{"broken": [1, ',
  ])('and keeps what is none: %s', (body) => expect(masked(body)).toBe(body));
});

test('JSON stays JSON with all that is no secret in it, and is not masked twice', () => {
  fc.assert(
    fc.property(fc.json(), fc.string({ minLength: 1 }), fc.boolean(), (json, secret, spaced) => {
      const value = { before: JSON.parse(json), secret_token: secret, after: [{ lfs_token: secret }] };
      const once = masked(JSON.stringify(value, undefined, spaced ? 2 : 0));
      expect(Object.keys(JSON.parse(once))).toEqual(['before', 'secret_token', 'after']);
      expect(JSON.parse(once)).toMatchObject({ secret_token: '[MASKED]', after: [{ lfs_token: '[MASKED]' }] });
      expect(masked(once)).toBe(once);
    }),
  );
});

test('A secret is masked wherever else it stands, in any spelling, and so is what looks like one', () => {
  const masking = new Masking(names, ['secret of a world']);
  expect(masking.header('Gitlab-Shared-Secret', Buffer.from('shared secret').toString('base64'))).toBe('[MASKED]');
  expect(masking.header('Authorization', 'Bearer a SCIM token')).toBe('Bearer [MASKED]');
  expect(masking.header('Authorization', 'a token alone')).toBe('[MASKED]');
  expect(masking.header('User-Agent', 'shared secret')).toBe('shared secret');
  expect(masking.target('/a?private_token=p%20q%20r%20s%20t&b=1')).toBe('/a?private_token=[MASKED]&b=1');
  expect(
    masking.rest('shared secret, secret of a world, p q r s t, p%20q%20r%20s%20t, eyJhbGciOiJub25lIn0.e30.x'),
  ).toBe('[MASKED], [MASKED], [MASKED], [MASKED], [MASKED]');
  expect(masking.rest('glpat-abcdefghijklmnopqrst glpat-short')).toBe('[MASKED] glpat-short');
});

test('No text takes long to be masked', () => {
  const texts = ['"', '\\"', '{"a":', 'a=', '--', 'token:', '\r\n', 'name="a"\r\n\r\n', '[', '"path":"'];
  for (const text of texts) expect(masked(`{${text.repeat(20_000)}\\`).length).toBeGreaterThan(0);
});
