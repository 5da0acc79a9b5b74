import { spawn } from 'node:child_process';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, serve } from '../command-under-test.ts';

describe('a server that stops', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'at %s ends with 0 within two seconds, idle connections or not',
    async (signal) => {
      const { child, ended, url } = await serve();
      expect(await check(url)).toBe(200);
      const since = performance.now();
      child.kill(signal);
      expect(await ended).toMatchObject({ status: 0 });
      expect(performance.now() - since).toBeLessThan(2000);
    },
  );

  test('finishes what is under way', async () => {
    const { child, ended, url } = await serve();
    const exchange = request(`${url}/api/v4/internal/allowed?secret_token=gitlab-shell-dev-secret`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
    });
    exchange.write('{"project":"gnuwget/wget2","key_id":11,"action":"git-upload-pack",');
    await check(url);
    child.kill('SIGTERM');
    await pause(200);
    exchange.end('"protocol":"ssh"}');
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      exchange.on('response', resolve).on('error', reject),
    );
    expect(response.resume().statusCode).toBe(200);
    expect(await ended).toMatchObject({ status: 0 });
  });

  test('waits less than two seconds for a request that does not end', async () => {
    const { child, ended, url } = await serve();
    request(`${url}/api/v4/internal/allowed`, { method: 'POST' })
      .on('error', () => undefined)
      .write('{');
    await check(url);
    const since = performance.now();
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ status: 0 });
    expect(performance.now() - since).toBeLessThan(2000);
  });

  test('takes the same Ctrl-C twice for one, and ends at once at another', async () => {
    const { child, ended, url } = await serve();
    request(`${url}/api/v4/internal/allowed`, { method: 'POST' })
      .on('error', () => undefined)
      .write('{');
    await check(url);
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
    const exchange = request(`${url}/api/v4/internal/allowed?secret_token=gitlab-shell-dev-secret`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
    });
    exchange.write('{"project":"gnuwget/wget2","key_id":11,"action":"git-upload-pack",');
    await check(url);
    child.stdin?.end();
    await pause(200);
    exchange.end('"protocol":"ssh"}');
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      exchange.on('response', resolve).on('error', reject),
    );
    expect(response.resume().statusCode).toBe(200);
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
      join(import.meta.dirname, '..', 'main.ts'),
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

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
