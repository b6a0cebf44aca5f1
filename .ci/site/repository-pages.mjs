import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { titleOf } from './markdown.mjs';

/** Pages that stand outside of `docs/`, by their place on the site. */
const ELSEWHERE = {
  'README.md': 'index.md',
  '.github/CONTRIBUTING.md': 'contributing.md',
  '.github/SECURITY.md': 'security.md',
};

/** The index that the decisions have on the site and not in the repository, where their folder lists them as well. */
const DECISIONS = 'docs/decisions/index.md';

/** What the repository has for people to read, by paths from its root, and where each page is on the site. */
export class RepositoryPages {
  #root;

  constructor(root) {
    this.#root = root;
    this.sources = [
      ...Object.keys(ELSEWHERE).filter((path) => this.isThere(path)),
      ...readdirSync(join(root, 'docs'), { recursive: true })
        .map((path) => `docs/${path.replaceAll('\\', '/')}`)
        .filter((path) => path.endsWith('.md')),
    ].sort();
    this.decisions = this.sources.filter((path) => /^docs\/decisions\/\d/.test(path));
  }

  isThere(path) {
    return existsSync(join(this.#root, path));
  }

  isFolder(path) {
    return statSync(join(this.#root, path)).isDirectory();
  }

  read(source) {
    return readFileSync(join(this.#root, source), 'utf8');
  }

  titleOf(source) {
    return source === DECISIONS ? 'Decisions' : titleOf(this.read(source));
  }

  /** The page that a path means: a folder means its index, where it has one. */
  pageOf(path) {
    const plain = path.replace(/\/$/, '');
    const index = `${plain}/README.md`;
    if (this.sources.includes(index)) return index;
    return plain === posix.dirname(DECISIONS) && this.decisions.length > 0 ? DECISIONS : plain;
  }

  /** The place of a page or of a picture on the site; undefined where it has none. */
  placeOf(page) {
    if (page in ELSEWHERE) return ELSEWHERE[page];
    if (page === 'docs/README.md') return 'contents.md';
    if (/^docs\/.*\.png$/.test(page)) return page.slice('docs/'.length);
    return page.startsWith('docs/') && page.endsWith('.md') ? page.slice('docs/'.length).replace(/README\.md$/, 'index.md') : undefined;
  }

  /** The index of the decisions, by their titles. */
  decisionsIndex() {
    const rows = this.decisions.map((path) => `- [${this.titleOf(path)}](${posix.basename(path)})`);
    return `# Decisions\n\nWhy something is as it is: what was true, what was chosen, what was turned down.\n\n${rows.join('\n')}\n`;
  }
}
