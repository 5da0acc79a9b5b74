import type { Violation } from './violation.ts';

const shown = 5;

/** The first violations for the header `Gitlab-Stub-Violations`: code, place and pointer each, in ASCII. */
export function violationsHeader(violations: readonly Violation[]): string {
  const items = violations
    .slice(0, shown)
    .map(({ code, in: place, pointer }) => `${code};in=${place};pointer="${quotable(pointer)}"`);
  const more = violations.length > shown ? [`and ${violations.length - shown} more`] : [];
  return [...items, ...more].join(', ');
}

function quotable(text: string): string {
  return encodeURI(text.toWellFormed()).replaceAll('%5B', '[').replaceAll('%5D', ']').slice(0, 200);
}
