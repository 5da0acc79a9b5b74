import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, serve } from '../command-under-test.ts';

describe('a server that stops', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('at %s ends with 0, idle connections or not', async (signal) => {
    const { child, ended, url } = await serve();
    expect(await check(url)).toBe(200);
    const idle = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
    await once(idle, 'connect');
    child.kill(signal);
    expect(await ended).toMatchObject({ status: 0 });
  });

  test('finishes what is under way', async () => {
    const { child, ended, url } = await serve();
    const finish = await begin(url);
    child.kill('SIGTERM');
    await pause(200);
    expect(await finish()).toBe(200);
    expect(await ended).toMatchObject({ status: 0 });
  });

  test('does not wait for a request that does not end', async () => {
    const { child, ended, url } = await serve();
    await begin(url);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ status: 0 });
  });

  test('takes the same Ctrl-C twice for one, and ends at once at another', async () => {
    const { child, ended, url } = await serve();
    await begin(url);
    child.kill('SIGINT');
    await pause(50);
    child.kill('SIGINT');
    await pause(500);
    expect(child.exitCode).toBeNull();
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ status: 130 });
  });

  test('ends with --exit-with-stdin when its standard input does, and not before', async () => {
    const { child, ended, url } = await serve(['--exit-with-stdin']);
    child.stdin?.write('whatever\n');
    expect(await check(url)).toBe(200);
    child.stdin?.end();
    expect(await ended).toMatchObject({ status: 0 });
  });

  test('finishes what is under way when its standard input ends', async () => {
    const { child, ended, url } = await serve(['--exit-with-stdin']);
    const finish = await begin(url);
    child.stdin?.end();
    await pause(200);
    expect(await finish()).toBe(200);
    expect(await ended).toMatchObject({ status: 0 });
  });

  test('without that flag goes on when its standard input ends', async () => {
    const { child, url } = await serve();
    child.stdin?.end();
    await pause(200);
    expect(await check(url)).toBe(200);
  });

  test('goes with a parent that is killed', async () => {
    const words = [
      join(import.meta.dirname, '..', 'main.js'),
      'serve',
      '--port',
      '0',
      '--ready',
      'json',
      '--exit-with-stdin',
    ];
    const script = `require('node:child_process').spawn(process.execPath, ${JSON.stringify(words)}, {
      stdio: ['pipe', 'inherit', 'ignore'] })`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    const stdout = parent.stdout.setEncoding('utf8');
    const line = await new Promise<string>((resolve) => stdout.once('data', resolve));
    // The server holds the pipe's other end until it is gone.
    const gone = new Promise((resolve) => stdout.once('close', resolve));
    expect(await check(JSON.parse(line).url)).toBe(200);
    parent.kill('SIGKILL');
    await gone;
    await expect(check(JSON.parse(line).url)).rejects.toThrow();
  });

  test('does not mind that nobody reads its output', async () => {
    const { child, ended, url } = await serve();
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect(await check(url)).toBe(200);
    expect(await check(url)).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ status: 0 });
  });
});

/** Begins a request, and has the server read what there is of it; what is returned ends it and tells the status. */
async function begin(url: string): Promise<() => Promise<number | undefined>> {
  const exchange = request(`${url}/api/v4/internal/allowed?secret_token=gitlab-shell-dev-secret`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
  }).on('error', () => undefined);
  exchange.write('{"project":"gnuwget/wget2","key_id":11,"action":"git-upload-pack",');
  await check(url);
  return async () => {
    exchange.end('"protocol":"ssh"}');
    const [response]: IncomingMessage[] = await once(exchange, 'response');
    return response?.resume().statusCode;
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
