import { jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import {
  agentToken,
  type Credential,
  CredentialError,
  errorTrackingToken,
  kasJwt,
  privateToken,
  scimToken,
  sharedSecret,
  shellJwt,
} from './index.ts';

const now = () => new Date('2022-11-22T12:00:00.900Z');
const iat = Date.parse('2022-11-22T12:00:00Z') / 1000;
const kasKey = 'gitlab-kas-dev-secret-32-bytes!!';

describe('a shared secret', () => {
  test('is the Base64 of its file, newline and all', async () => {
    expect(await sharedSecret('gitlab-shell-dev-secret\n').header()).toEqual([
      'gitlab-shared-secret',
      'Z2l0bGFiLXNoZWxsLWRldi1zZWNyZXQK',
    ]);
    expect(await headerValue(sharedSecret('schlüssel'))).toBe(Buffer.from('schlüssel').toString('base64'));
  });

  test('can be long', async () => {
    const secret = 'ü'.repeat(100_000);
    expect(await headerValue(sharedSecret(secret))).toBe(Buffer.from(secret).toString('base64'));
  });
});

describe('a token of GitLab Shell', () => {
  test('is signed with the trimmed secret and good for a minute', async () => {
    const [header, token] = await shellJwt(' shell-secret\n', now).header();
    const { payload, protectedHeader } = await verified(token, 'shell-secret');
    expect(header).toBe('gitlab-shell-api-request');
    expect(protectedHeader).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(payload).toEqual({ iss: 'gitlab-shell', iat, exp: iat + 60 });
  });

  test('is a fresh one for each request', async () => {
    let time = now();
    const credential = shellJwt('s', () => time);
    const first = await headerValue(credential);
    time = new Date(time.getTime() + 1000);
    expect(await headerValue(credential)).not.toBe(first);
  });

  test('tells the time of the computer by itself', async () => {
    const { payload } = await jwtVerify(await headerValue(shellJwt('s')), new TextEncoder().encode('s'), {
      issuer: 'gitlab-shell',
    });
    expect(Math.abs((payload.iat ?? 0) - Date.now() / 1000)).toBeLessThan(5);
  });
});

describe('a token of the agent server', () => {
  test('is signed with the decoded secret', async () => {
    const [header, token] = await kasJwt(`${btoa(kasKey)}\n`, now).header();
    const { payload } = await verified(token, kasKey);
    expect(header).toBe('gitlab-kas-api-request');
    expect(payload).toEqual({ iss: 'gitlab-kas', aud: ['gitlab'], iat, nbf: iat - 5, exp: iat + 30 });
  });

  test.each([kasKey, btoa('too short'), '?'])(
    'cannot be made of %s, which is not the Base64 of 32 bytes',
    async (secret) => {
      await expect(kasJwt(secret).header()).rejects.toThrow(
        new CredentialError('kasJwt is not the Base64 of 32 bytes'),
      );
    },
  );
});

test.each([
  { credential: agentToken('t-1\n'), header: ['authorization', 'Bearer t-1'] },
  { credential: scimToken('t-1\n'), header: ['authorization', 'Bearer t-1'] },
  { credential: privateToken('t-1\n'), header: ['private-token', 't-1'] },
  { credential: errorTrackingToken('t-1\n'), header: ['gitlab-error-tracking-token', 't-1'] },
])('$credential.name puts the token into its header, without a newline', async ({ credential, header }) => {
  expect(await credential.header()).toEqual(header);
});

test('a secret may be fetched before each request', async () => {
  const secrets = ['first', 'second'];
  const credential = privateToken(async () => secrets.shift() ?? '');
  expect([await headerValue(credential), await headerValue(credential)]).toEqual(['first', 'second']);
  await expect(credential.header()).rejects.toThrow(new CredentialError('privateToken is empty'));
});

test('a secret that cannot be fetched is an error of the credential', async () => {
  const credential = privateToken(() => Promise.reject(new Error('the vault is sealed')));
  await expect(credential.header()).rejects.toThrow(
    new CredentialError('privateToken cannot be read: Error: the vault is sealed'),
  );
});

test('a token that no header can carry is refused, and not repeated in the message', async () => {
  await expect(agentToken('two\nlines').header()).rejects.toThrow(
    new CredentialError('agentToken holds a character that no header can carry'),
  );
});

async function headerValue(credential: Credential): Promise<string> {
  const [, value] = await credential.header();
  return value;
}

function verified(token: string, key: string) {
  return jwtVerify(token, new TextEncoder().encode(key), { algorithms: ['HS256'], currentDate: now() });
}
