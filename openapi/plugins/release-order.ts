import { type Context, type Mapping, rule } from './redocly.ts';
import { isLater, isRelease } from './releases.ts';

const inOrder = [
  ['x-gitlab-introduced', 'x-gitlab-since'],
  ['x-gitlab-since', 'x-gitlab-deprecated-since'],
  ['x-gitlab-since', 'x-gitlab-required-until'],
  ['x-gitlab-since', 'x-gitlab-until'],
  ['x-gitlab-deprecated-since', 'x-gitlab-until'],
  ['x-gitlab-required-until', 'x-gitlab-until'],
] as const;

/** Nothing ends before it begins. */
export const releaseOrder = rule(() => ({ any: checkOrder, ref: checkOrder }));

function checkOrder(node: Mapping, { location, report }: Context): void {
  for (const [first, second] of inOrder) {
    const [begin, end] = [node[first], node[second]];
    if (!isRelease(begin) || !isRelease(end) || !isLater(begin, end)) continue;
    const message = `\`${first}\` is ${begin}, after \`${second}\`, which is ${end}; write them in the order in which they came.`;
    report({ message, location: location.child([second]) });
  }
}
