/**
 * Reads a date as Ruby's `Date.parse` does, which GitLab uses for date parameters; undefined when it is none.
 * `2020-07-15` (also with a time), `20200715`, `13 Jun 2021`, `June 13, 2021`, `01/12/2018` and `01.12.2018` as day, month,
 * year; a first number of two digits is the year where no number is longer: `18/12/01`. What stands around it, quotes for
 * example, does no harm. What Ruby would complete from today's date, `13 Jun`, is no date here.
 */
export function parseRubyDate(text: string): string | undefined {
  if (text.length > lengthLimit) return undefined;
  const [, year, month, day] = plain.exec(text) ?? [];
  if (year !== undefined && month !== undefined && day !== undefined)
    return dayOf(Number(year), Number(month), Number(day)) && text;
  const words = text.toLowerCase().replaceAll(timeOfDay, ' ').replaceAll(/["']/g, ' ');
  for (const [form, order] of forms) {
    const found = form.exec(words);
    if (found) return dateOf(...inOrder(order.map((part) => found[part] ?? '')));
  }
  return undefined;
}

/** Ruby refuses longer texts since CVE-2021-41817. */
const lengthLimit = 128;

/** Most dates, for which nothing else has to be tried. */
const plain = /^(\d{4})-(\d\d)-(\d\d)$/;

const timeOfDay = /\d+\s*:\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?(?:\s*[ap]m\b)?/g;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = `(${months.join('|')})`;

/** In Ruby's order of trying; the numbers say which group is the year, the month and the day. */
const forms: readonly [RegExp, readonly [number, number, number]][] = [
  [new RegExp(`(\\d+)[^-\\d\\s]*\\s*${month}[^-\\d\\s]*\\s*(\\d+)`), [3, 2, 1]],
  [new RegExp(`\\b${month}[^-\\d\\s]*\\s*(\\d+)(?!\\d)[^-\\d\\s]*\\s*,?\\s*(\\d+)`), [3, 1, 2]],
  [/(\d+)-(\d+)-(\d+)/, [1, 2, 3]],
  [new RegExp(`(\\d+)-${month}[^-/.]*-(\\d+)`), [3, 2, 1]],
  [/(\d+)\/\s*(\d+)\D\s*(\d+)/, [1, 2, 3]],
  [/(\d+)\.\s*(\d+)\.\s*(\d+)/, [1, 2, 3]],
  [/(?<!\d)(\d{4}|\d{2})(\d{2})(\d{2})(?!\d)/, [1, 2, 3]],
];

/** A day of more than two digits is the year. */
function inOrder([year = '', monthName = '', day = '']: readonly string[]): [year: string, month: string, day: string] {
  return day.length > 2 ? [day, monthName, year] : [year, monthName, day];
}

function dateOf(yearText: string, monthText: string, dayText: string): string | undefined {
  const date = dayOf(fullYear(yearText), months.indexOf(monthText) + 1 || Number(monthText), Number(dayText));
  return date?.toISOString().slice(0, 10);
}

/** The beginning of a day; undefined where the calendar has no such day. */
function dayOf(year: number, month: number, day: number): Date | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year <= 9999 ? date : undefined;
}

/** A year of two digits lies between 1969 and 2068. */
function fullYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year + (year >= 69 ? 1900 : 2000);
}
