import { expect, test } from 'vitest';
import { check, run, serve } from '../command-under-test.ts';

test('serve --journal-entries keeps so many entries of each world', async () => {
  const { url } = await serve(['--journal-entries', '2']);
  for (let count = 0; count < 3; count += 1) expect(await check(url)).toBe(200);
  const response = await fetch(`${url}/-/worlds/default/journal`);
  const { entries, dropped } = (await response.json()) as { entries: { id: number }[]; dropped: number };
  expect([entries.map(({ id }) => id), dropped]).toEqual([[2, 3], 1]);
});

test('serve --journal-entries refuses what is no such number', async () => {
  for (const wrong of ['-1', 'many', '1.5', '9999999']) {
    const { status, stderr } = await run('serve', '--journal-entries', wrong);
    expect([wrong, status]).toEqual([wrong, 2]);
    expect(stderr).toContain('It is a whole number from 0 to 1000000.');
  }
});
