import { expect, test } from 'vitest';
import { showProgress } from './progress.ts';

test('On a terminal there is one line, which disappears when a step is done', () => {
  const written: string[] = [];
  const show = showProgress({ isTTY: true, write: (text) => written.push(text) });
  for (const done of [0.1, 0.104, 0.2, 1]) show?.({ step: 'reading users.ndjson', done });
  expect(written).toEqual(['\r\u001B[Kreading users.ndjson 10 %', '\r\u001B[Kreading users.ndjson 20 %', '\r\u001B[K']);
});

test('Elsewhere nothing is shown', () => {
  expect(showProgress({ isTTY: false, write: () => expect.unreachable() })).toBeUndefined();
});
