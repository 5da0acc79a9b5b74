import { execFile } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startProcess } from '../server-process.test-support.ts';
import { startStub } from '../start-stub.ts';
import { newFolder, send, shellSecret, startHere } from './ask.test-support.ts';

const longest = process.platform === 'linux' ? 107 : 103;

describe('a unix socket', () => {
  test('answers beside the port, with the same state', async () => {
    const path = join(newFolder(), 'api.socket');
    await using stub = await startStub({ socket: path, logLevel: 'silent' });
    expect(stub).toMatchObject({
      socket: path,
      urls: [stub.url, `http+unix://${path.replaceAll('/', '%2F')}`],
    });
    const create = '/api/v4/namespaces/1234/gitlab_subscription?start_date=2024-01-01&plan_code=gold&seats=5';
    const headers = { 'PRIVATE-TOKEN': 'admin-dev-token' };
    expect(await send(`http://unix${create}`, { socketPath: path, method: 'POST', headers })).toMatchObject({
      status: 201,
    });
    expect(await send(`${stub.url}/api/v4/namespaces/1234/gitlab_subscription`, { headers })).toMatchObject({
      status: 200,
      body: expect.stringContaining('"code":"gold"'),
    });
  });

  test('answers curl', async () => {
    const path = join(newFolder(), 'api.socket');
    await using _ = await startStub({ socket: path });
    const { stdout } = await promisify(execFile)('curl', [
      '--silent',
      '--unix-socket',
      path,
      '--header',
      `Gitlab-Shared-Secret: ${shellSecret['Gitlab-Shared-Secret']}`,
      'http://unix/api/v4/internal/check',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ api_version: 'v4' });
  });

  test('refuses what is no HTTP as a port does', async () => {
    const path = join(newFolder(), 'api.socket');
    await using _ = await startStub({ socket: path });
    const answer = await send('http://unix/-/health', { socketPath: path, headers: { 'X-Long': 'x'.repeat(70_000) } });
    expect(answer).toMatchObject({ status: 431, body: '{"error":"431 Request Header Fields Too Large"}' });
  });

  test('has no file any more when the server has stopped', async () => {
    const path = join(newFolder(), 'api.socket');
    const stub = await startStub({ socket: path });
    expect(lstatSync(path).isSocket()).toBe(true);
    await stub.close();
    expect(existsSync(path)).toBe(false);
  });

  test('takes the place of the file that a killed server has left', async () => {
    const path = join(newFolder(), 'api.socket');
    const killed = await startProcess({ socket: path, logLevel: 'silent' });
    await killed.kill();
    expect(lstatSync(path).isSocket()).toBe(true);
    await using _ = await startStub({ socket: path });
    expect(await send('http://unix/-/health', { socketPath: path })).toMatchObject({ status: 200 });
  });

  test('is refused where another server listens, and that one goes on', async () => {
    const path = join(newFolder(), 'api.socket');
    await using _ = await startStub({ socket: path });
    await expect(startStub({ socket: path })).rejects.toThrow(
      `another server listens on the socket ${path}; stop it or choose another path`,
    );
    expect(await send('http://unix/-/health', { socketPath: path })).toMatchObject({ status: 200 });
  });

  test('is refused where the other server is no stub and answers nothing', async () => {
    const path = join(newFolder(), 'api.socket');
    const other = createServer((connection) => connection.on('error', () => undefined)).listen(path);
    onTestFinished(() => void other.close());
    await expect(startStub({ socket: path })).rejects.toThrow('another server listens');
  });

  test('never replaces a file that is no socket', async () => {
    const folder = newFolder();
    const [file, directory, link] = ['file', 'directory', 'link'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(file, 'precious');
    mkdirSync(directory);
    symlinkSync(join(folder, 'nowhere'), link);
    for (const path of [file, directory, link])
      await expect(startStub({ socket: path })).rejects.toThrow(`${path} is no socket; it stays as it is`);
    expect(readFileSync(file, 'utf8')).toBe('precious');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test('may have the longest path that the system allows, and no longer one', async () => {
    const folder = newFolder();
    const path = join(folder, 'x'.repeat(longest - folder.length - 1));
    await using _ = await startStub({ socket: path });
    expect(await send('http://unix/-/health', { socketPath: path })).toMatchObject({ status: 200 });
    await expect(startStub({ socket: `${path}x` })).rejects.toThrow(
      `the path of the socket has ${longest + 1} bytes, and this system allows ${longest}: ${path}x; choose a shorter one`,
    );
    expect(existsSync(`${path}x`)).toBe(false);
  });

  test('is counted in bytes, not in letters', async () => {
    const path = join(newFolder(), 'ü'.repeat(60));
    await expect(startStub({ socket: path })).rejects.toThrow(`has ${Buffer.byteLength(path)} bytes`);
  });

  test('is refused in a folder that does not exist', async () => {
    const folder = join(newFolder(), 'none');
    await expect(startStub({ socket: join(folder, 'api.socket') })).rejects.toThrow(`there is no folder ${folder}`);
  });

  test('that cannot be opened leaves the port free', async () => {
    const path = join(newFolder(), 'api.socket');
    await using stub = await startStub({ socket: path });
    const port = Number(new URL(stub.url).port);
    await stub.close();
    writeFileSync(path, '');
    await expect(startHere({ socket: path, port })).rejects.toThrow('is no socket');
    const again = await startHere({ port });
    expect(await send(`${again.url}/-/health`)).toMatchObject({ status: 200 });
  });
});
