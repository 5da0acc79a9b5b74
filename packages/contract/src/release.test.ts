import { describe, expect, test } from 'vitest';
import { compareReleases, editions, latestEdition, resolveRelease, UnknownReleaseError } from './release.ts';

describe('A release is understood', () => {
  test.each([
    ['15.5', '15.5'],
    ['v15.5', '15.5'],
    ['15.5.3', '15.5'],
    ['15.5.3-ee', '15.5'],
    ['v14.2.0-rc42-ee', '14.2'],
    ['15.6.0-pre', '15.6'],
    ['15.5.3+ee.1', '15.5'],
    [' 13.7\n', '13.7'],
    ['13.12', '13.12'],
    ['15.0', '15.0'],
    ['latest', '15.6'],
  ])('as %j', (version, release) => {
    expect(resolveRelease(version)).toEqual({ release });
  });
});

test.each(['15.7', '15.10', '16.0.1-ee', '18.3', '16', 'v17'])(
  '%s is newer than the contract and gets the newest edition',
  (version) => {
    const { release, warning } = resolveRelease(version);
    expect(release).toBe(latestEdition);
    expect(warning).toMatch(/^GitLab \d+(\.\d+)? is newer than the contract; serving 15\.6$/);
  },
);

test.each(['13.6', '13.6.9-ee', '12.10', '9.5', '0.0', '12'])(
  '%s is too old, and the error names the range',
  (version) => {
    expect(() => resolveRelease(version)).toThrow(UnknownReleaseError);
    expect(() => resolveRelease(version)).toThrow(/too old: the contract covers GitLab 13\.7 to 15\.6$/);
  },
);

test.each(['', 'v', 'fifteen', '15.', '.5', '15.5.', '15,5', '-15.5', '15.5-', 'LATEST', '15.5 or so', '１５.５'])(
  '%j is no release, and the error shows how one looks',
  (version) => {
    expect(() => resolveRelease(version)).toThrow(UnknownReleaseError);
    expect(() => resolveRelease(version)).toThrow(
      `'${version}' is no GitLab release such as 15.5, v15.5, 15.5.3-ee or latest; the contract covers GitLab 13.7 to 15.6`,
    );
  },
);

test.each(['13', '14', 'v15'])('%s alone is several releases of the contract, and the error asks which', (version) => {
  expect(() => resolveRelease(version)).toThrow(UnknownReleaseError);
  expect(() => resolveRelease(version)).toThrow(/^GitLab 1\d is many releases: say which, such as 1\d\.\d;/);
});

test('Releases are ordered by their numbers and not as text', () => {
  expect(['15.6', '9.5', '13.12', '15.10', '13.7'].sort(compareReleases)).toEqual([
    '9.5',
    '13.7',
    '13.12',
    '15.6',
    '15.10',
  ]);
  expect(compareReleases('15.5', '15.5')).toBe(0);
});

test('The editions stand in the order in which they came, the newest last', () => {
  expect([...editions].sort(compareReleases)).toEqual([...editions]);
  expect(latestEdition).toBe(editions.at(-1));
});
