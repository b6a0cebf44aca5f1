// Gathers the pages of the site: node gather.mjs <repository> <folder of the pages>. Pages stay as GitHub shows them; here
// their comments go, and their links are led to where a reader of the site finds what they mean.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PageLinks } from './links.mjs';
import { changeProse, relink, withoutComments } from './markdown.mjs';
import { repositoryURL } from './places.mjs';
import { RepositoryPages } from './repository-pages.mjs';
import { sidebarOf } from './sidebar.mjs';

const [repository, out] = process.argv.slice(2);
const pages = new RepositoryPages(repository);

function write(page, text) {
  const file = join(out, page);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const dead = pages.sources.flatMap((source) => {
  const links = new PageLinks(pages, source);
  const onSite = (prose) => relink(links.titled(withoutComments(prose)), (link) => links.lead(link));
  write(pages.placeOf(source), changeProse(pages.read(source), onSite));
  for (const picture of links.pictures) cpSync(join(repository, picture), join(out, pages.placeOf(picture)));
  return links.dead;
});
if (pages.decisions.length > 0) write('decisions/index.md', pages.decisionsIndex());

const { problems, sidebar } = sidebarOf(pages, out);
if (dead.length + problems.length > 0) {
  console.error([...dead, ...problems].join('\n'));
  process.exit(1);
}
cpSync(new URL('vitepress', import.meta.url), join(out, '.vitepress'), { recursive: true });
write('.vitepress/site.json', JSON.stringify({ repositoryURL, sidebar }, undefined, 2));
console.log(`${pages.sources.length} pages gathered`);
