// Every link of the built site leads to a page of it, and to a heading that is there: node check-links.mjs <site> <base>.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

const [site, base = '/'] = process.argv.slice(2);

const pages = new Map(
  readdirSync(site, { recursive: true })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.html') && path !== '404.html')
    .map((path) => [path, readFileSync(join(site, path), 'utf8')]),
);

const decode = (text) => decodeURIComponent(text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"'));
const anchors = new Map(
  [...pages].map(([path, html]) => [path, new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => decode(id)))]),
);

/** The file that an address within the site stands for, as a plain file server finds it. */
function fileAt(path) {
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  return existsSync(join(site, file)) && statSync(join(site, file)).isFile() ? file : undefined;
}

const dead = new Set();
let checked = 0;
for (const [page, html] of pages) {
  for (const [, raw] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
    if (/^(?:[a-z][a-z+.-]*:|\/\/)/i.test(raw)) continue;
    checked += 1;
    const [path, hash] = raw.split('#');
    const within = path.startsWith('/')
      ? path.startsWith(base)
        ? path.slice(base.length)
        : undefined
      : posix.join(posix.dirname(page), path);
    const file = path === '' ? page : within === undefined ? undefined : fileAt(decode(within));
    if (file === undefined) dead.add(`${page} links to ${raw}, which is not on the site`);
    else if (hash && pages.has(file) && !anchors.get(file).has(decode(hash)))
      dead.add(`${page} links to ${raw}, and ${file} has no such heading`);
  }
}

if (dead.size > 0) {
  console.error([...dead].join('\n'));
  process.exit(1);
}
console.log(`${pages.size} pages, ${checked} links, none dead`);
