import { describe, expect, test } from 'vitest';
import { createClient } from './index.ts';

const baseUrl = 'http://gitlab.invalid';

describe('a client', () => {
  test.each(['ftp://gitlab.example.com', 'gitlab.example.com', '', 'http://user:password@gitlab.example.com'])(
    'is not made for the base URL %j',
    (wrong) => {
      expect(() => createClient({ baseUrl: wrong })).toThrow(
        new TypeError('baseUrl is not a URL like https://gitlab.example.com, without a user and a password'),
      );
    },
  );

  test('is not made for an edition that there is not, for timeouts of no time, or for no attempt at all', () => {
    const gitlabVersion = '15.0' as '15.5';
    expect(() => createClient({ baseUrl, gitlabVersion })).toThrow(
      "gitlabVersion is '15.0', not one of 13.7, 14.2, 15.5, 15.6",
    );
    expect(() => createClient({ baseUrl, timeouts: { attempt: 0 } })).toThrow(
      'timeouts are milliseconds above 0, not 0 and 300000',
    );
    expect(() => createClient({ baseUrl, retry: { attempts: 0 } })).toThrow('retry.attempts is 0, not 1 or more');
  });
});
