import { expect, test } from 'vitest';
import { parseRubyDate } from './ruby-date.ts';

test.each([
  ['2020-07-15', '2020-07-15'],
  ['"2020-07-15"', '2020-07-15'],
  ["'2020-07-15'", '2020-07-15'],
  ['13 Jun 2021', '2021-06-13'],
  ['01/12/2018', '2018-12-01'],
  ['2022-01-01', '2022-01-01'],
])('%s is documented, and is %s', (text, date) => {
  expect(parseRubyDate(text)).toBe(date);
});

test.each([
  ['2020-7-5', '2020-07-05'],
  ['20200715', '2020-07-15'],
  ['2020/07/15', '2020-07-15'],
  ['2020.07.15', '2020-07-15'],
  ['1.12.2018', '2018-12-01'],
  ['31-12-2018', '2018-12-31'],
  ['June 13, 2021', '2021-06-13'],
  ['jun 13 2021', '2021-06-13'],
  ['3rd Feb 2001', '2001-02-03'],
  ['13-JUN-2021', '2021-06-13'],
  ['2021 Jun 13', '2021-06-13'],
  ['Sun, 13 Jun 2021 10:20:30 +0000', '2021-06-13'],
  ['10:20 13 Jun 2021', '2021-06-13'],
  ['2020-07-15T10:11:12Z', '2020-07-15'],
  ['2020-07-15 10:11:12 UTC', '2020-07-15'],
  ['2020-07-15T10:11:12.123+02:00', '2020-07-15'],
  ['  2020-07-15\n', '2020-07-15'],
  ['due on 2020-07-15', '2020-07-15'],
  ['0001-01-01', '0001-01-01'],
])('%j is %s, as in Ruby', (text, date) => {
  expect(parseRubyDate(text)).toBe(date);
});

test.each([
  ['01/12/18', '2001-12-18'],
  ['18/12/01', '2018-12-01'],
  ['1-2-3', '2001-02-03'],
  ['13 Jun 21', '2021-06-13'],
  ['13 Jun 68', '2068-06-13'],
  ['13 Jun 69', '1969-06-13'],
  ['200715', '2020-07-15'],
])('Two digits are the year where nothing is longer: %s is %s', (text, date) => {
  expect(parseRubyDate(text)).toBe(date);
});

test.each([
  '',
  'garbage',
  'tomorrow',
  '2021-02-31',
  '31 Feb 2021',
  '2021-02-29',
  '2021-13-01',
  '2021-00-10',
  '2021-10-00',
  '7/15/2020',
  '12-31-2018',
  'null',
  '{}',
  '99999-01-01',
  `${' '.repeat(128)}2020-07-15`,
])('%j is no date', (text) => {
  expect(parseRubyDate(text)).toBeUndefined();
});

test('29 February exists in leap years', () => {
  expect(['2020-02-29', '2000-02-29', '1900-02-29'].map(parseRubyDate)).toEqual([
    '2020-02-29',
    '2000-02-29',
    undefined,
  ]);
});

test('What Ruby completes from the date of today is no date here', () => {
  expect(['13 Jun', 'Jun 2021', '15'].map(parseRubyDate)).toEqual([undefined, undefined, undefined]);
});
