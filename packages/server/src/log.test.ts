import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { call } from './requests.test-support.ts';

const library = new URL('./index.ts', import.meta.url).href;

/** Runs a script in a process of its own, with `startStub` and a `log`. */
function run(script: string, stderr: 'pipe' | number = 'pipe') {
  const start = `import { createLog, startStub } from '${library}'; const log = createLog('info');`;
  return spawn(process.execPath, ['--input-type=module', '-e', `${start} ${script}`], {
    stdio: ['pipe', 'pipe', stderr],
  });
}

async function logOf({ stderr }: ChildProcess): Promise<string> {
  return stderr ? text(stderr) : '';
}

/** Starts a server that logs, and ends when its standard input does. */
async function startServer(stderr: 'pipe' | number = 'pipe') {
  const child = run(
    `console.log((await startStub({ logLevel: 'info' })).url);
     process.stdin.on('end', () => process.exit()).resume();`,
    stderr,
  );
  const [url] = await once(child.stdout?.setEncoding('utf8') ?? child, 'data');
  return { child, url: String(url).trim() };
}

/** A request whose line in the log is some kilobytes long. */
function long(stub: { readonly url: string }, id: string) {
  const packs = Array.from({ length: 1000 }, () => ({}));
  const headers = { 'X-Request-Id': id };
  return call(stub, 'POST /api/v4/namespaces/1234/minutes', { as: 'admin', headers, json: { packs } });
}

/** The lines of a log. */
function lines(log: string): { readonly msg: string; readonly requestId?: string }[] {
  return log
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('What was logged last is there when the process', () => {
  test.each([
    ['ends by itself', '', 0],
    ['exits', 'process.exit(3);', 3],
    [
      'exits at a signal',
      "process.on('SIGTERM', () => process.exit(4)); process.kill(process.pid, 'SIGTERM'); setInterval(() => 0, 1e6);",
      4,
    ],
  ])('%s', async (_what, end, status) => {
    const child = run(`log.info('first'); log.info('last'); ${end}`);
    const [written, [code]] = await Promise.all([logOf(child), once(child, 'close')]);
    expect([lines(written).map(({ msg }) => msg), code]).toEqual([['first', 'last'], status]);
  });

  test('crashes, and before what Node says of that', async () => {
    const child = run(`log.info('last'); throw new Error('the cause');`);
    const written = await logOf(child);
    expect(written.indexOf('"msg":"last"')).toBeGreaterThan(-1);
    expect(written.indexOf('the cause')).toBeGreaterThan(written.indexOf('"msg":"last"'));
  });
});

test('A log that is never read to its end takes no more memory the longer that lasts', async () => {
  const child = run(`
    const { setFlagsFromString } = await import('node:v8');
    const { runInNewContext } = await import('node:vm');
    setFlagsFromString('--expose-gc');
    const line = 'x'.repeat(10_000);
    const writing = setInterval(() => { for (let count = 0; count < 20; count++) log.info(line); }, 1);
    setTimeout(() => {
      clearInterval(writing);
      runInNewContext('gc')();
      console.log(process.memoryUsage().arrayBuffers);
    }, 5000);
  `);
  child.stderr?.resume();
  const [bytes] = await once(child.stdout?.setEncoding('utf8') ?? child, 'data');
  expect(Number(bytes) / 1024 ** 2).toBeLessThan(40);
});

test('A line a request, in the order in which they were answered', async () => {
  const { child, url } = await startServer();
  const ids = Array.from({ length: 50 }, (_, id) => String(id));
  const answered: string[] = [];
  for (const id of ids) {
    const { headers } = await call({ url }, 'GET /api/v4/internal/check', { headers: { 'X-Request-Id': id } });
    answered.push(headers.get('X-Request-Id') ?? '');
  }
  child.stdin?.end();
  const written = lines(await logOf(child));
  expect(written.map(({ requestId }) => requestId)).toEqual(answered);
});

/** Sends a target that `fetch` would encode first. */
async function ask(url: string, path: string): Promise<void> {
  const sent = request(url, { path }).end();
  const [response] = await once(sent, 'response');
  await once(response.resume(), 'end');
}

/** The same fields as pino writes them. */
function asPinoWrites(line: string): string {
  const { level: _, time, msg, ...fields } = JSON.parse(line);
  let written = '';
  const write = (text: string) => {
    written = text;
  };
  pino({ base: null, timestamp: () => `,"time":"${time}"` }, { write }).info(fields, msg);
  return written.trimEnd();
}

test('The line of a request is the one that pino makes of the same fields, whatever stands in them', async () => {
  const { child, url } = await startServer();
  const stub = { url };
  await call(stub, 'GET /api/v4/internal/check', { as: 'shell', headers: { 'X-Request-Id': 'a.:/+=@-z' } });
  await call(stub, 'GET /api/v4/internal/discovery');
  await ask(url, '/api/v4/"quoted"\\path\'?secret_token=hidden');
  await ask(url, `/${'long"'.repeat(200)}`);
  await ask(url, '/-/in/%F0%9F%98%80%22%5C%ED%A0%80/api/v4/internal/check');
  const project = 'odd\u{1F600}"\\\u0007\u2028\uD800/\uDFFF';
  const asked = { key_id: 11, action: 'git-upload-pack', protocol: 'ssh', project };
  await call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', json: asked });
  await call(stub, 'POST /api/v4/internal/allowed', { as: 'shell', json: {} });
  await call(stub, 'POST /-/worlds/default/faults', { json: { [project]: 1 } });
  await call(stub, 'POST /-/worlds/default/faults', { json: { name: 'a.b-c_d', answer: { status: 503 } } });
  await call(stub, 'GET /api/v4/internal/check', { as: 'shell' });
  child.stdin?.end();
  const log = await logOf(child);
  const written = log.trimEnd().split('\n');
  expect(written).toHaveLength(10);
  expect(written).toEqual(written.map(asPinoWrites));
  for (const part of [
    '"hint":',
    '"violations":',
    '"fault":"a.b-c_d"',
    '"trace":',
    '\\"quoted\\"\\\\path',
    '"requestId":"a.:/+=@-z"',
  ])
    expect(log).toContain(part);
  expect(log).not.toContain('hidden');
  const names = written.map((line) => Object.keys(JSON.parse(line)).join(' '));
  const operation = 'level time requestId method path operation status';
  expect(names.slice(0, 2)).toEqual([`${operation} accepted msg`, 'level time requestId method path status hint msg']);
  expect(names.slice(5, 7)).toEqual([`${operation} accepted trace msg`, `${operation} violations accepted msg`]);
  expect(names.at(-1)).toBe(`${operation} fault accepted msg`);
});

describe('While nobody reads the log', () => {
  test('the server answers on, and nothing is lost', async () => {
    const { child, url } = await startServer();
    const sent = Array.from({ length: 25 }, (_, id) => String(id));
    for (const id of sent) expect((await long({ url }, id)).status).toBe(400);
    child.stdin?.end();
    const written = lines(await logOf(child));
    expect(written.map(({ requestId }) => requestId)).toEqual(sent);
  });

  test('eight megabytes of it wait, and it says later how many lines are missing', async () => {
    const child = run(`
      for (let line = 1; line <= 20; line += 1) {
        log.info({ large: 'x'.repeat(1024 * 1024) }, String(line));
        await new Promise(setImmediate);
      }
      console.log('done');`);
    await once(child.stdout ?? child, 'data');
    const written = lines(await logOf(child)).map(({ msg }) => msg);
    const kept = written.slice(0, -1);
    expect(kept.length).toBeGreaterThan(7);
    expect(kept).toEqual(Array.from(kept, (_, index) => String(index + 1)));
    expect(written.at(-1)).toBe(`${20 - kept.length} lines are missing here, because nobody read them in time`);
  });
});

test.skipIf(process.platform !== 'linux')('A disk that is full ends the log and not the server', async () => {
  const { child, url } = await startServer(openSync('/dev/full', 'w'));
  for (let count = 0; count < 3; count += 1)
    expect((await call({ url }, 'GET /api/v4/internal/check')).status).toBe(401);
  child.stdin?.end();
  expect(await once(child, 'close')).toEqual([0, null]);
});
