import { describe, expect, test } from 'vitest';
import { check, serve } from '../command-under-test.ts';

describe('a server that starts', () => {
  test('says in one line of JSON where it answers, and answers', async () => {
    const { ready, child, url } = await serve(['--gitlab-version', '14.2.5-ee']);
    expect(ready).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      urls: [url],
      pid: child.pid,
      gitlabVersion: '14.2',
    });
    expect(await check(url)).toBe(200);
  });

  test('serves the newest edition for a newer release, with a warning', async () => {
    const { written, ready } = await serve(['--gitlab-version', '16.1']);
    expect(await written('stderr', '\n')).toBe('warning: GitLab 16.1 is newer than the contract; serving 15.6\n');
    expect(ready.gitlabVersion).toBe('15.6');
  });

  test('renders its reference pages with itself as the server', async () => {
    const { url } = await serve(['--gitlab-version', '13.7']);
    const page = await (await fetch(`${url}/-/docs/13.7`)).text();
    expect(page).toContain('<title>GitLab internal API 13.7</title>');
    expect(page).toContain(url);
    expect(await (await fetch(`${url}/-/docs`)).text()).toContain('<a href="docs/13.7">GitLab 13.7</a>');
  });

  test('passes its flags on', async () => {
    const { url } = await serve([
      '--cors',
      'http://localhost:8080/',
      '--max-body',
      '1kb',
      '--external-url',
      'https://gitlab.test/',
      '--log-level',
      'silent',
    ]);
    const headers = {
      'Gitlab-Shared-Secret': Buffer.from('gitlab-shell-dev-secret').toString('base64'),
      'Content-Type': 'application/json',
    };
    const lfs = await fetch(`${url}/api/v4/internal/lfs_authenticate`, {
      method: 'POST',
      headers,
      body: '{"project":"gnuwget/wget2","key_id":"11","operation":"download"}',
    });
    expect(lfs.headers.get('Access-Control-Allow-Origin')).toBe('http://localhost:8080');
    expect(await lfs.json()).toMatchObject({ repository_http_path: 'https://gitlab.test/gnuwget/wget2.git' });
    expect(
      (await fetch(`${url}/api/v4/internal/allowed`, { method: 'POST', headers, body: 'x'.repeat(2000) })).status,
    ).toBe(413);
  });
});
