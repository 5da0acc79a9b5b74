import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startStub } from '../start-stub.ts';
import { certificateFile, newFolder, pem, send, shellSecret } from './ask.test-support.ts';

const files = { certificate: certificateFile('server.pem'), key: certificateFile('server.key') };
const mutual = { ...files, clientAuthorities: certificateFile('authority.pem') };
const ca = pem('authority.pem');

describe('HTTPS', () => {
  test('answers clients that trust its authority, and tells its URL in replies', async () => {
    await using stub = await startStub({ tls: files });
    expect(stub.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(await send(`${stub.url}/api/v4/internal/check`, { ca, headers: shellSecret })).toMatchObject({
      status: 200,
    });
    const lfs = `${stub.url}/api/v4/internal/lfs_authenticate?project=gnuwget/wget2&key_id=11&operation=download`;
    expect((await send(lfs, { ca, method: 'POST', headers: shellSecret })).body).toContain(
      `"repository_http_path":"${stub.url}/gnuwget/wget2.git"`,
    );
    await expect(send(`${stub.url}/-/health`)).rejects.toThrow(/unable to verify|self-signed/);
  });

  test('works beside a unix socket, which speaks plain HTTP', async () => {
    const socket = join(newFolder(), 'api.socket');
    await using stub = await startStub({ tls: mutual, socket, logLevel: 'silent' });
    expect(await send('http://unix/-/health', { socketPath: socket })).toMatchObject({ status: 200 });
    await expect(send(`${stub.url}/-/health`, { ca })).rejects.toThrow();
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'lets in only certificates of the client authorities (%s)',
    async (version) => {
      await using stub = await startStub({ tls: mutual, logLevel: 'silent' });
      const options = { ca, minVersion: version, maxVersion: version };
      const client = { cert: pem('client.pem'), key: pem('client.key') };
      const stranger = { cert: pem('stranger.pem'), key: pem('stranger.key') };
      expect(await send(`${stub.url}/-/health`, { ...options, ...client })).toMatchObject({ status: 200 });
      await expect(send(`${stub.url}/-/health`, options)).rejects.toThrow(
        /certificate required|handshake failure|ECONNRESET/,
      );
      await expect(send(`${stub.url}/-/health`, { ...options, ...stranger })).rejects.toThrow(
        /ECONNRESET|hang up|disconnected/,
      );
    },
  );

  test('survives plain HTTP', async () => {
    await using stub = await startStub({ tls: files, logLevel: 'silent' });
    await expect(send(`${stub.url.replace('https', 'http')}/-/health`)).rejects.toThrow(/hang up|ECONNRESET/);
    expect(await send(`${stub.url}/-/health`, { ca })).toMatchObject({ status: 200 });
  });

  test('stops although a handshake hangs and a request does not end', async () => {
    await using stub = await startStub({ tls: files, logLevel: 'silent' });
    const silent = connect(Number(new URL(stub.url).port), '127.0.0.1').on('error', () => undefined);
    onTestFinished(() => void silent.destroy());
    await new Promise((resolve) => silent.once('connect', resolve));
    const endless = send(`${stub.url}/api/v4/internal/allowed`, {
      ca,
      method: 'POST',
      headers: { ...shellSecret, 'Content-Length': 10 },
    });
    const lost = expect(endless).rejects.toThrow(/hang up|ECONNRESET/);
    await send(`${stub.url}/-/health`, { ca });
    await stub.close();
    await lost;
  });
});

describe('a pair of files is refused', () => {
  test.each([
    [
      'a key of another certificate',
      { ...files, key: certificateFile('client.key') },
      /client\.key does not belong to the certificate .*server\.pem$/,
    ],
    [
      'a certificate that does not exist',
      { ...files, certificate: '/nowhere.pem' },
      /^cannot read the certificate \/nowhere\.pem: no such file or directory$/,
    ],
    [
      'a key that does not exist',
      { ...files, key: '/nowhere.key' },
      /^cannot read the key \/nowhere\.key: no such file or directory$/,
    ],
    [
      'a key in the place of the certificate',
      { ...files, certificate: files.key },
      /server\.key holds no certificate in PEM$/,
    ],
    [
      'a certificate in the place of the key',
      { ...files, key: files.certificate },
      /server\.pem holds no private key in PEM$/,
    ],
    [
      'client authorities that are none',
      { ...files, clientAuthorities: files.key },
      /server\.key holds no certificate in PEM$/,
    ],
  ])('%s', async (_, tls, message) => {
    await expect(startStub({ tls })).rejects.toThrow(message);
  });

  test('a certificate that is cut off', async () => {
    const certificate = join(newFolder(), 'broken.pem');
    writeFileSync(certificate, pem('server.pem').slice(0, 200));
    await expect(startStub({ tls: { ...files, certificate } })).rejects.toThrow(
      /broken\.pem holds a broken certificate: /,
    );
  });
});
