/**
 * The table of a contents page, row by row: `| to do this | [read that](page.md) |`. A row whose right cell is empty begins a
 * group. The same table that GitHub shows orders the site.
 *
 * @returns Groups in their order: `{ name, links: [target, …] }`.
 */
export function readContents(markdown) {
  const groups = [];
  for (const line of markdown.split('\n')) {
    const [, left, right] = /^\|(.*)\|(.*)\|\s*$/.exec(line) ?? [];
    if (left === undefined || /^[\s:|-]*$/.test(left + right)) continue;
    const link = /\]\(([^)]+)\)/.exec(right)?.[1];
    if (link !== undefined) (groups.at(-1) ?? begin(groups, undefined)).links.push(link);
    else if (right.trim() === '') begin(groups, left.replaceAll('*', '').trim());
  }
  return groups;
}

function begin(groups, name) {
  const group = { name, links: [] };
  groups.push(group);
  return group;
}
