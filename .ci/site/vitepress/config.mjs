import { readFileSync } from 'node:fs';

const { repositoryURL, sidebar } = JSON.parse(readFileSync(new URL('site.json', import.meta.url), 'utf8'));

/** As GitHub makes anchors of headings, so that a link with one works in both places. */
const slugify = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');

/** A template's `{{name}}` in the middle of a sentence is text, and not for the page to fill in. */
const asItStands = (md) => {
  const { code_inline: plain } = md.renderer.rules;
  md.renderer.rules.code_inline = (...rendered) => plain(...rendered).replace('<code', '<code v-pre');
};

export default {
  title: 'Sluice',
  description: 'An AI gateway that a team runs itself: one address in front of every provider.',
  lang: 'en-GB',
  /** Where the site will stand, with a slash at both ends. */
  base: process.env.SITE_BASE ?? '/',
  outDir: process.env.SITE_OUT,
  cacheDir: new URL('../../cache', import.meta.url).pathname,
  // A plain file server is enough: no address without its `.html`.
  cleanUrls: false,
  metaChunk: true,
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${process.env.SITE_BASE ?? '/'}icon.svg` }]],
  // The index of the search is one file, and comes when somebody searches.
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  markdown: {
    anchor: { slugify },
    config: asItStands,
    languageAlias: { node: 'js' },
    theme: { light: 'github-light', dark: 'github-dark' },
  },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/contents' },
      { text: 'Providers', link: '/providers/' },
      { text: 'API reference', link: '/api/' },
    ],
    sidebar,
    outline: [2, 3],
    search: { provider: 'local', options: { detailedView: true } },
    socialLinks: [{ icon: 'github', link: repositoryURL }],
  },
};
