import { isText, rule } from './redocly.ts';

/** A named example says what it shows: readers of the reference choose by it. */
export const exampleDescribed = rule(() => ({
  Example({ summary }, { location, report }) {
    if (isText(summary)) return;
    report({ message: '`summary` is missing; write what the example shows.', location: location.key() });
  },
}));
