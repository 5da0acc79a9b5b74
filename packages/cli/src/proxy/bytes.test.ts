import { describe, expect, test } from 'vitest';
import { connectRaw, exchange, startProxy, startRaw, until } from './proxy-under-test.ts';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** The lines of a message end as HTTP wants it. */
function lines(...parts: string[]): string {
  return `${parts.join('\r\n')}\r\n\r\n`;
}

describe('a message that goes through the proxy', () => {
  test('arrives as it was sent, with the order, the case and the odd bytes of its headers', async () => {
    const reply = `${lines('HTTP/1.1 200 Fine By Me', 'x-odd: \xe4\xf6', 'CONTENT-LENGTH: 5', 'Set-Cookie: a=1', 'X-Request-ID: 7', 'Set-Cookie: b=2', 'content-Type: text/x')}hello`;
    const upstream = await startRaw((connection) => connection.write(reply, 'latin1'));
    const proxy = await startProxy(upstream.url);
    const sent = `${lines('POST /api/v4/internal/allowed?b=2&a=%2f//x;y HTTP/1.1', 'zebra: 1', 'hOsT: gitlab.example.com', 'X-Odd:  \xe4\t ', 'Content-Length: 4', 'user-agent: me', 'Empty:', 'ACCEPT: */*')}{"a"`;
    expect(await exchange(proxy.port, sent, /hello$/)).toBe(reply);
    expect(upstream.received()).toBe(sent.replace('X-Odd:  \xe4\t ', 'X-Odd: \xe4').replace('Empty:', 'Empty: '));
  });

  test('keeps repeated headers apart, where they stand', async () => {
    const upstream = await startRaw((connection) => connection.write(ok));
    const proxy = await startProxy(upstream.url);
    const sent = lines(
      'GET /x HTTP/1.1',
      'Host: h',
      'Cookie: a=1',
      'X-A: 1',
      'cookie: b=2',
      'x-a: 2',
      'Connection: close',
    );
    expect(await exchange(proxy.port, sent, /ok$/)).toBe(ok.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
    expect(upstream.received()).toBe(sent);
  });

  test('keeps chunks and what follows them, in both directions', async () => {
    const chunked = `${lines('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', 'Trailer: X-Sum')}3\r\nabc\r\n0\r\nX-Sum: 9\r\n\r\n`;
    const upstream = await startRaw(
      (connection, received) =>
        received.endsWith('\r\n\r\n') && received.includes('X-Last') && connection.write(chunked),
    );
    const proxy = await startProxy(upstream.url);
    const sent = `${lines('PUT /api/v4/internal/x HTTP/1.1', 'Host: h', 'transfer-encoding: chunked', 'Trailer: X-Last')}5\r\nhello\r\n0\r\nX-Last: y\r\n\r\n`;
    expect(await exchange(proxy.port, sent, /X-Sum: 9\r\n\r\n$/)).toBe(chunked);
    expect(upstream.received()).toBe(sent);
  });

  test.each([
    ['HEAD', lines('HTTP/1.1 200 OK', 'Content-Length: 10')],
    ['HEAD', lines('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')],
    ['GET', lines('HTTP/1.1 204 No Content', 'X-A: 1')],
    ['GET', lines('HTTP/1.1 304 Not Modified', 'ETag: "1"', 'Content-Length: 10')],
    ['POST', lines('HTTP/1.1 200 ', 'Content-Length: 0')],
    ['DELETE', lines('HTTP/1.1 200 OK', 'content-length: 0')],
  ])('has no body where it has none: %s answered by %j', async (method, reply) => {
    const upstream = await startRaw((connection) => connection.write(reply));
    const proxy = await startProxy(upstream.url);
    const client = connectRaw(proxy.port);
    const sent = lines(`${method} /api/v4/internal/check HTTP/1.1`, 'Host: h');
    client.say(sent);
    expect(await client.heard(/\r\n\r\n$/)).toBe(reply);
    client.say(sent);
    await client.heard(/\r\n\r\n.*\r\n\r\n$/s);
    expect(upstream.received()).toBe(sent + sent);
    expect(upstream.connections).toHaveLength(1);
  });

  test('may wait for permission to send its body, which the upstream gives', async () => {
    const upstream = await startRaw((connection, received) => {
      if (received.endsWith('\r\n\r\n'))
        connection.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n');
      if (received.endsWith('body')) connection.write(ok);
    });
    const proxy = await startProxy(upstream.url);
    const client = connectRaw(proxy.port);
    const head = lines('POST /api/v4/internal/x HTTP/1.1', 'Host: h', 'Expect: 100-continue', 'Content-Length: 4');
    client.say(head);
    await client.heard(/100 Continue\r\n\r\n$/);
    expect(upstream.received()).toBe(head);
    client.say('body');
    expect(await client.heard(/ok$/)).toContain('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue');
  });

  test('loses only the headers that its sender means for one connection', async () => {
    const upstream = await startRaw((connection) => connection.write(ok));
    const proxy = await startProxy(upstream.url);
    const sent = lines(
      'GET /x HTTP/1.1',
      'Host: h',
      'Connection: X-Hop, Upgrade, keep-alive',
      'X-Hop: 1',
      'Upgrade: h2c',
      'X-B: 2',
    );
    expect(await exchange(proxy.port, sent, /ok$/)).toBe(ok);
    expect(upstream.received()).toBe(lines('GET /x HTTP/1.1', 'Host: h', 'Connection: keep-alive', 'X-B: 2'));
  });

  test('may be for a whole URL, and of HTTP/1.0', async () => {
    const upstream = await startRaw((connection) =>
      connection.end(`${lines('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')}2\r\nok\r\n0\r\n\r\n`),
    );
    const proxy = await startProxy(upstream.url);
    const client = connectRaw(proxy.port);
    client.say(lines('GET http://gitlab.test/api/v4/internal/check HTTP/1.0', 'Host: h'));
    expect(await client.closed).toMatch(/^HTTP\/1\.1 200 OK\r\n(Connection: close\r\n)?\r\nok$/);
    expect(upstream.received()).toContain('GET http://gitlab.test/api/v4/internal/check HTTP/1.1\r\n');
  });

  test('becomes a web socket and is passed through from there on', async () => {
    const switched = lines('HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade');
    const upstream = await startRaw((connection, received) =>
      connection.write(received.endsWith('\r\n\r\n') ? switched : 'pong'),
    );
    const proxy = await startProxy(upstream.url);
    const client = connectRaw(proxy.port);
    const sent = lines('GET /-/kubernetes-agent/ HTTP/1.1', 'Host: h', 'Upgrade: websocket', 'Connection: Upgrade');
    client.say(sent);
    expect(await client.heard(/\r\n\r\n$/)).toBe(switched);
    client.say('ping');
    expect(await client.heard(/pong$/)).toBe(`${switched}pong`);
    expect(upstream.received()).toBe(`${sent}ping`);
    client.socket.end();
    await until(() => upstream.connections[0]?.readableEnded === true);
  });
});

describe('a message that takes its time', () => {
  test('is passed on while it comes, in both directions', async () => {
    const upstream = await startRaw((connection, received) => {
      if (received.endsWith('first')) connection.write(`${lines('HTTP/1.1 200 OK', 'Content-Length: 10')}half `);
      if (received.endsWith('second')) connection.write('whole');
    });
    const proxy = await startProxy(upstream.url);
    const client = connectRaw(proxy.port);
    client.say(`${lines('POST /api/v4/internal/allowed HTTP/1.1', 'Host: h', 'Content-Length: 11')}first`);
    await client.heard(/half $/);
    client.say('second');
    await client.heard(/half whole$/);
  });

  test('shows its head before there is a body', async () => {
    const upstream = await startRaw((connection) => connection.write(lines('HTTP/1.1 200 OK', 'Content-Length: 10')));
    const proxy = await startProxy(upstream.url);
    await exchange(proxy.port, lines('GET /api/v4/internal/check HTTP/1.1', 'Host: h'), /Content-Length: 10\r\n\r\n$/);
  });

  test('is given up at the upstream when the client goes away', async () => {
    const upstream = await startRaw(() => undefined);
    const proxy = await startProxy(upstream.url);
    const client = connectRaw(proxy.port);
    client.say(lines('GET /api/v4/internal/check HTTP/1.1', 'Host: h'));
    await until(() => upstream.received().endsWith('\r\n\r\n'));
    client.socket.destroy();
    await until(() => upstream.connections[0]?.closed === true);
  });

  test('is broken off for the client where the upstream breaks off', async () => {
    const upstream = await startRaw((connection) => {
      connection.write(`${lines('HTTP/1.1 200 OK', 'Content-Length: 10')}half`, () =>
        setTimeout(() => connection.destroy(), 50),
      );
    });
    const proxy = await startProxy(upstream.url);
    const client = connectRaw(proxy.port);
    client.say(lines('GET /api/v4/internal/check HTTP/1.1', 'Host: h'));
    expect(await client.closed).toBe(`${lines('HTTP/1.1 200 OK', 'Content-Length: 10')}half`);
  });
});

describe('the connections of the proxy', () => {
  test('are gone with clients that went away, however early', async () => {
    const upstream = await startRaw(() => undefined);
    const proxy = await startProxy(upstream.url);
    for (let count = 0; count < 100; count += 1) {
      const client = connectRaw(proxy.port);
      client.say(lines('GET /api/v4/internal/check HTTP/1.1', 'Host: h'));
      setTimeout(() => client.socket.destroy(), count % 10);
      if (count % 5 === 0) await client.closed;
    }
    await exchange(proxy.port, lines('GET /x HTTP/1.1', 'Host: h'), /^$/);
    await until(
      () => upstream.connections.length > 1 && upstream.connections.slice(0, -1).every(({ closed }) => closed),
    );
  });

  test('are closed for the client when the upstream closes its side', async () => {
    const upstream = await startRaw((connection) => connection.write(ok));
    const proxy = await startProxy(upstream.url);
    const client = connectRaw(proxy.port);
    client.say(lines('GET /x HTTP/1.1', 'Host: h'));
    await client.heard(/ok$/);
    upstream.connections[0]?.end();
    expect(await client.closed).toBe(ok);
  });

  test('answer 502 and tell why in the log where there is no upstream', async () => {
    const gone = await startRaw(() => undefined);
    const proxy = await startProxy(`http://127.0.0.1:1`);
    expect(gone.connections).toHaveLength(0);
    const answer = await fetch(`${proxy.url}/api/v4/internal/check?private_token=not-for-the-log`);
    expect([answer.status, await answer.json()]).toEqual([502, { message: '502 Bad Gateway' }]);
    const log = await proxy.written('stderr', '\n');
    expect(JSON.parse(log)).toMatchObject({
      method: 'GET',
      path: '/api/v4/internal/check',
      reason: expect.stringMatching(/ECONNREFUSED/),
    });
    expect(log).not.toContain('not-for-the-log');
    // Nobody has answered, so that no answer breaks the contract; the request does, it has no credential.
    expect((await proxy.stop()).stdout).not.toContain('undocumented-status');
  });

  test('answer 502 for what is no HTTP, and 504 where the upstream says nothing', async () => {
    const babble = await startRaw((connection) => connection.end('nonsense\r\n\r\n'));
    const silent = await startRaw(() => undefined);
    const [first, second] = await Promise.all([startProxy(babble.url), startProxy(silent.url, '--timeout', '0.3')]);
    expect((await fetch(`${first.url}/x`)).status).toBe(502);
    expect((await fetch(`${second.url}/x`)).status).toBe(504);
  });
});
