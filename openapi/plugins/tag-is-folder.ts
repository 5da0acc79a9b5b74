import { rule } from './redocly.ts';

/** An operation has exactly one tag, the folder of its path file. */
export const tagIsFolder = rule(() => ({
  Operation({ tags }, { location, report }) {
    const folder = /\/paths\/([^/]+)\/[^/]+$/.exec(location.source.absoluteRef)?.[1];
    const list: unknown[] = Array.isArray(tags) ? tags : [];
    if (list.length === 1 && (folder === undefined || list[0] === folder)) return;
    report({
      message: `An operation's only tag is its area, the folder of its file; write \`tags: [${folder ?? '<area>'}]\`.`,
      location: location.child(['tags']),
    });
  },
}));
