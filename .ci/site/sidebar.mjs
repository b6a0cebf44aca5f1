import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readContents } from './contents.mjs';
import { titleOf } from './markdown.mjs';

/** The sidebar of the site: the table of `docs/README.md`, each page by its title, and the reference where it has been written. */
export function sidebarOf(pages, out) {
  const problems = [];
  const groups = readContents(pages.read('docs/README.md'));
  const listed = new Map(groups.flatMap(({ links }) => links.map((link) => [link, pages.pageOf(posix.join('docs', link.split('#')[0]))])));

  for (const [link, page] of listed) {
    if (pages.placeOf(page) === undefined) problems.push(`docs/README.md lists ${link}, which has no page on the site`);
  }
  const known = new Set(listed.values());
  for (const page of pages.sources) {
    const mustBeListed = posix.dirname(page) === 'docs' && page !== 'docs/README.md';
    if (mustBeListed && !known.has(page)) problems.push(`${page} stands in no row of docs/README.md`);
  }
  if (problems.length > 0) return { problems, sidebar: [] };

  const sidebar = groups.map(({ name, links }) => ({ text: name, items: links.map((link) => entryOf(pages, listed.get(link))) }));
  return { problems, sidebar: [...sidebar, ...referenceIn(out)] };
}

/** The entry of one page; the index of a folder has the folder's other pages below it. */
function entryOf(pages, page) {
  const entry = { text: pages.titleOf(page), link: linkTo(pages.placeOf(page)) };
  const folder = posix.dirname(page);
  if (folder === 'docs' || !folder.startsWith('docs/') || !/(?:README|index)\.md$/.test(page)) return entry;
  const others = pages.sources.filter((path) => path.startsWith(`${folder}/`) && path !== page);
  return { ...entry, collapsed: true, items: others.map((path) => ({ text: pages.titleOf(path), link: linkTo(pages.placeOf(path)) })) };
}

/** The reference orders itself the same way: by the table of its own index. */
function referenceIn(out) {
  const index = join(out, 'api/index.md');
  if (!existsSync(index)) return [];
  const links = readContents(readFileSync(index, 'utf8')).flatMap((group) => group.links);
  const items = links.map((link) => ({ text: titleOf(readFileSync(join(out, 'api', link), 'utf8')), link: linkTo(`api/${link}`) }));
  return [{ text: 'API reference', link: '/api/', collapsed: true, items }];
}

const linkTo = (place) => `/${place.replace(/(?:index)?\.md$/, '')}`;
