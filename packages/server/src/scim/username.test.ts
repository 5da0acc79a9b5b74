import { expect, test } from 'vitest';
import { candidates, cleanUsername, isReserved } from './username.ts';

test.each([
  ['anna', 'anna'],
  ['Anna.K_1-x', 'Anna.K_1-x'],
  ['anna@example.com', 'anna'],
  ['anna@a@b\n@c', 'anna'],
  ['anna.git.atom..', 'anna'],
  ['.anna', '.anna'],
  ['--an na', 'anna'],
  ['@example.com', 'blank'],
  ['', 'blank'],
  ['アンナ', 'blank'],
])('Out of %j comes the username %s', (given, expected) => {
  expect(cleanUsername(given)).toBe(expected);
});

test('The username as it is comes first, then the numbers', () => {
  const [first, second, third] = candidates('anna');
  expect([first, second, third]).toEqual(['anna', 'anna1', 'anna2']);
});

test('GitLab keeps the words of its own addresses for itself', () => {
  expect(['admin', 'API', 'users', '-'].map(isReserved)).toEqual([true, true, true, true]);
  expect(['anna', 'administrator', ''].map(isReserved)).toEqual([false, false, false]);
});
