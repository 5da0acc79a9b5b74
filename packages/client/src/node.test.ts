import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { startStub } from '../../server/src/start-stub.ts';
import { CredentialError, sharedSecret, unwrap } from './index.ts';
import { createClient, fromFile } from './node.ts';

const folder = mkdtempSync(join(tmpdir(), 'client-node-'));
afterAll(() => rmSync(folder, { recursive: true }));

const credentials = [sharedSecret('gitlab-shell-dev-secret')];
const certificates = join(import.meta.dirname, '../../server/test-data/certificates');

describe('the entry for Node.js', () => {
  test('reaches a Unix socket, below a relative URL root', async () => {
    const socket = join(folder, 'gitlab.socket');
    await using _stub = await startStub({ socket, relativeUrlRoot: '/gitlab' });
    const baseUrl = `http+unix://${encodeURIComponent(socket)}/gitlab`;
    await using client = createClient({ baseUrl, credentials });
    expect(unwrap(await client.discoverUser({ key_id: 7 }))).toMatchObject({ username: 'rubi' });
    const pull = { action: 'git-upload-pack', protocol: 'ssh', project: 'gnuwget/wget2', key_id: 11 } as const;
    expect(await client.checkGitAccess(pull)).toMatchObject({ status: 200 });
    expect(await client.deleteUpcomingReconciliation({ namespace_id: 22 }, { credentials: [] })).toMatchObject({
      status: 401,
    });
  });

  test('shows a client certificate to a server of an authority that it is told to trust', async () => {
    const file = (name: string) => join(certificates, name);
    const tls = { certificate: file('server.pem'), key: file('server.key'), clientAuthorities: file('authority.pem') };
    await using stub = await startStub({ tls });
    const files = { caFile: file('authority.pem'), certFile: file('client.pem'), keyFile: file('client.key') };
    await using client = createClient({ baseUrl: stub.url, credentials, tls: files });
    expect(await client.checkInstance()).toMatchObject({ status: 200 });
    const { caFile } = files;
    await using stranger = createClient({ baseUrl: stub.url, credentials, tls: { caFile }, retry: false });
    expect(await stranger.checkInstance()).toMatchObject({ status: 'transport-error' });
    await using distrustful = createClient({ baseUrl: stub.url, credentials, retry: false });
    expect(await distrustful.checkInstance()).toMatchObject({ status: 'transport-error' });
  });

  test('speaks the edition that it is told', async () => {
    await using stub = await startStub({ gitlabVersion: '13.7' });
    await using client = createClient({ baseUrl: stub.url, credentials, gitlabVersion: '13.7' });
    expect(client).not.toHaveProperty('listScimUsers');
    expect(await client.checkInstance()).toMatchObject({ status: 200 });
  });

  test('refuses a socket without a path', () => {
    expect(() => createClient({ baseUrl: 'http+unix://gitlab', credentials })).toThrow(
      "baseUrl is 'http+unix://gitlab', not a Unix socket like http+unix://%2Frun%2Fgitlab.socket",
    );
  });

  test('says what to install where undici is missing', async () => {
    const project = join(folder, 'project');
    const modules = join(import.meta.dirname, '../node_modules');
    mkdirSync(join(project, 'node_modules'), { recursive: true });
    for (const name of ['src', 'generated', 'package.json']) {
      cpSync(join(import.meta.dirname, '..', name), join(project, name), { recursive: true });
    }
    for (const name of ['jose', 'openapi-fetch']) symlinkSync(join(modules, name), join(project, 'node_modules', name));
    // The scripts of pnpm let `require` find every package of the workspace.
    const env = { ...process.env, NODE_PATH: '' };
    const program = "import { createClient } from './src/node.ts'; createClient({ baseUrl: 'http://127.0.0.1:1' });";
    writeFileSync(join(project, 'main.ts'), program);
    const run = promisify(execFile)(process.execPath, [join(project, 'main.ts')], { env });
    await expect(run).rejects.toThrow('@gitlab-internal-api/client/node needs undici: npm install undici');
  });
});

describe('a secret from a file', () => {
  test('is read for each call, so that a new one counts at once', async () => {
    await using stub = await startStub();
    const path = join(folder, 'secret');
    await using client = createClient({ baseUrl: stub.url, credentials: [sharedSecret(fromFile(path))] });
    writeFileSync(path, 'wrong\n');
    expect(await client.checkInstance()).toMatchObject({ status: 401 });
    writeFileSync(path, 'gitlab-shell-dev-secret\n');
    expect(await client.checkInstance()).toMatchObject({ status: 200 });
  });

  test('is an error that names the file where there is none', async () => {
    await using client = createClient({
      baseUrl: 'http://127.0.0.1:1',
      credentials: [sharedSecret(fromFile('/no/file'))],
    });
    await expect(client.checkInstance()).rejects.toThrow(CredentialError);
    await expect(client.checkInstance()).rejects.toThrow(/^sharedSecret cannot be read: .*ENOENT.*'\/no\/file'$/);
  });
});
