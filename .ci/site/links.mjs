import { posix } from 'node:path';
import { repositoryURL } from './places.mjs';

/** The links of one page, each led to where its target is for a reader of the site; `dead` are those that lead nowhere. */
export class PageLinks {
  #pages;
  #source;
  dead = [];
  /** Pictures that the page shows, by their paths in the repository. */
  pictures = [];

  constructor(pages, source) {
    this.#pages = pages;
    this.#source = source;
  }

  /** A link that is called by its file is called by the page's title on the site, where files are not seen. */
  titled(prose) {
    return prose.replace(/\[([\w./-]+(?:\.md|\/))\]\(([^)\s]+)\)/g, (whole, _file, link) => {
      const page = this.#pages.pageOf(this.#pathOf(link));
      return this.#pages.placeOf(page) === undefined || !this.#pages.isThere(this.#pathOf(link))
        ? whole
        : `[${this.#pages.titleOf(page)}](${link})`;
    });
  }

  /** To another page of the site, seen from this one's place; else to the repository. */
  lead(link) {
    const [, ...anchor] = link.split('#');
    const hash = anchor.length > 0 ? `#${anchor.join('#')}` : '';
    const path = this.#pathOf(link);
    if (!this.#pages.isThere(path)) {
      this.dead.push(`${this.#source} links to ${link}, and there is no ${path}`);
      return link;
    }
    if (/^docs\/.*\.png$/.test(path)) this.pictures.push(path);
    const place = this.#pages.placeOf(this.#pages.pageOf(path));
    if (place !== undefined) return posix.relative(posix.dirname(this.#pages.placeOf(this.#source)), place) + hash;
    return `${repositoryURL}/${this.#pages.isFolder(path) ? 'tree' : 'blob'}/main/${path}${hash}`;
  }

  #pathOf(link) {
    return posix.join(posix.dirname(this.#source), link.split('#')[0]).replace(/\/$/, '');
  }
}
