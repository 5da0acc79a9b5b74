import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { get } from 'node:https';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { folderWith, run, serve, start } from '../command-under-test.ts';
import { type StartedProxy, startProxy } from './proxy-under-test.ts';

const secret = { 'Gitlab-Shared-Secret': Buffer.from('gitlab-shell-dev-secret').toString('base64') };

function entriesOf(file: string): { request: { url: string }; response: { status: number } }[] {
  return JSON.parse(readFileSync(file, 'utf8')).log.entries;
}

/** Asks on several connections as fast as it goes, until the proxy is gone; resolves with the number of answers. */
async function load({ url }: StartedProxy): Promise<number> {
  let answers = 0;
  const ask = async () => {
    for (;;) {
      const answer = await fetch(`${url}/api/v4/internal/discover?key_id=7&filler=${'x'.repeat(3000)}`, {
        headers: secret,
      });
      await answer.arrayBuffer();
      answers += 1;
    }
  };
  await Promise.allSettled(Array.from({ length: 4 }, ask));
  return answers;
}

describe('the archive of the proxy', () => {
  test('is whole at any moment, also after kill -9 in the midst of work', async () => {
    const stub = await serve(['--log-level', 'silent']);
    const har = join(folderWith({}), 'traffic.har');
    for (const pause of [150, 230, 310, 420]) {
      const proxy = await startProxy(stub.url, '--har', har);
      expect(entriesOf(har)).toEqual([]);
      const loaded = load(proxy);
      await new Promise((resolve) => setTimeout(resolve, pause));
      // Looked at again and again, and whole each time; the first exchange may take longer than the pause.
      while (entriesOf(har).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      proxy.child.kill('SIGKILL');
      const answers = await loaded;
      const entries = entriesOf(har);
      expect(entries.length).toBeGreaterThan(0);
      // What was answered last may not have been looked at yet.
      expect(entries.length).toBeGreaterThan(answers - 10);
      expect(entries.every(({ request: { url }, response }) => url.endsWith('xxx') && response.status === 200)).toBe(
        true,
      );
    }
  });

  test('is for nobody else on the machine', async () => {
    const stub = await serve();
    const har = join(folderWith({}), 'traffic.har');
    await startProxy(stub.url, '--har', har);
    expect(statSync(har).mode & 0o777).toBe(0o600);
  });

  test('has what was under way when Ctrl-C came', async () => {
    const stub = await serve();
    const har = join(folderWith({}), 'traffic.har');
    const proxy = await startProxy(stub.url, '--har', har);
    const exchange = request(`${proxy.url}/api/v4/internal/allowed`, { method: 'POST', headers: secret });
    exchange.write('{"project":');
    await fetch(`${proxy.url}/api/v4/internal/check`, { headers: secret });
    proxy.child.kill('SIGINT');
    setTimeout(() => exchange.end('1}'), 100);
    await new Promise((resolve) => exchange.on('response', (response) => response.resume().on('end', resolve)));
    expect((await proxy.ended).status).toBe(1);
    expect(entriesOf(har)).toHaveLength(2);
  });

  test('is refused where it cannot be', async () => {
    const { status, stderr } = await run(
      'proxy',
      '--upstream',
      'http://127.0.0.1:1',
      '--port',
      '0',
      '--har',
      '/nowhere/x.har',
    );
    expect([status, stderr]).toEqual([2, 'error: cannot write /nowhere/x.har: no such file or directory\n']);
  });
});

describe('a body of 64 MB', () => {
  test('goes through in both directions without being kept', async () => {
    const size = 64 * 1024 * 1024;
    const server = createServer(async (incoming, response) => {
      let received = 0;
      for await (const piece of incoming) received += piece.length;
      response.writeHead(200, { 'Content-Length': size, 'X-Received': received });
      for (let sent = 0; sent < 64; sent += 1)
        if (!response.write(Buffer.alloc(1024 * 1024))) await new Promise((resolve) => response.once('drain', resolve));
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const proxy = await startProxy(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
    const exchange = () =>
      new Promise<[string | undefined, number]>((resolve, reject) => {
        const outgoing = request(`${proxy.url}/api/v4/internal/allowed`, {
          method: 'POST',
          headers: { 'Content-Length': size },
        });
        outgoing.on('error', reject).on('response', async (response) => {
          let received = 0;
          for await (const piece of response) received += piece.length;
          resolve([String(response.headers['x-received']), received]);
        });
        const send = (rest: number): void => {
          if (rest === 0) outgoing.end();
          else if (outgoing.write(Buffer.alloc(1024 * 1024))) send(rest - 1);
          else outgoing.once('drain', () => send(rest - 1));
        };
        send(64);
      });
    expect(await exchange()).toEqual([String(size), size]);
    const before = memoryOf(proxy.ready.pid);
    for (let count = 0; count < 4; count += 1) await exchange();
    // Buffers that were passed on wait for the collector; one body alone would be as much, and the four are 512 MB.
    expect(memoryOf(proxy.ready.pid) - before).toBeLessThan(64);
  });
});

describe('the places of the proxy', () => {
  test('may be unix sockets on both sides, below a relative URL root', async () => {
    const folder = folderWith({});
    const [behind, front] = [join(folder, 'a.socket'), join(folder, 'b.socket')];
    const stub = start(['serve', '--socket', behind, '--relative-url-root', '/gitlab', '--ready', 'json']);
    const ready = JSON.parse(await stub.written('stdout', '\n'));
    const words = ['--socket', front, '--relative-url-root', '/gitlab', '--ready', 'json'];
    for (const upstream of [`unix:${behind}`, ready.url.replace(/\/gitlab$/, '')]) {
      const proxy = start(['proxy', '--upstream', upstream, ...words]);
      await proxy.written('stdout', '\n');
      const status = await new Promise((resolve) =>
        request({ socketPath: front, path: '/gitlab/api/v4/internal/check', headers: secret }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).end(),
      );
      expect(status).toBe(200);
      proxy.child.kill('SIGINT');
      const { status: exit, stdout } = await proxy.ended;
      expect([exit, stdout.includes('1 exchange against GitLab 15.6: 0 errors')]).toEqual([0, true]);
      expect(existsSync(front)).toBe(false);
    }
  });

  test('may speak HTTPS on both sides', async () => {
    const certificates = join(import.meta.dirname, '../../../server/test-data/certificates');
    const [cert, key, ca] = ['server.pem', 'server.key', 'authority.pem'].map((name) => join(certificates, name));
    const tls = ['--tls-cert', String(cert), '--tls-key', String(key)];
    const stub = await serve(tls);
    const [proxy, distrustful] = await Promise.all([
      startProxy(stub.url, ...tls, '--upstream-ca', String(ca)),
      startProxy(stub.url),
    ]);
    const options = { ca: readFileSync(String(ca), 'utf8'), headers: secret };
    const status = await new Promise((resolve, reject) =>
      get(`${proxy.url}/api/v4/internal/check`, options, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject),
    );
    expect(status).toBe(200);
    expect((await fetch(`${distrustful.url}/api/v4/internal/check`, { headers: secret })).status).toBe(502);
    expect(await distrustful.written('stderr', '\n')).toMatch(/unable to verify|self-signed|certificate/);
  });

  test.each([
    [['--upstream', 'ftp://x'], 'It is http://HOST:PORT, https://HOST or unix:PATH.'],
    [['--upstream', 'http://x/gitlab'], '--relative-url-root'],
    [['--upstream', 'http://127.0.0.1:3001'], 'is where the proxy would listen'],
    [['--upstream', 'http://x', '--basic-auth', 'a:b'], 'leave --basic-auth out'],
    [['--upstream', 'http://x', '--upstream-ca', 'y'], '--upstream-ca needs an upstream with https://'],
    [['--upstream', 'http://x', '--format', 'junit'], 'junit=FILE'],
    [['--upstream', 'http://x', '--format', 'junit=/'], 'cannot write the report /: '],
    [['--upstream', 'http://x', '--only', 'no-reply', '--ignore', 'no-reply'], '--ignore leaves it out'],
    [[], "required option '--upstream <url>'"],
  ])('are refused where they make no sense: %j', async (words, reason) => {
    const { status, stderr } = await run('proxy', ...words);
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });
});

/** In MB. */
function memoryOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
