import { afterEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../guide/repository-root.ts';
import { runProgram } from '../guide/run-program.ts';
import { makeFolder, type Folder } from './folder.ts';
import { scripts } from './tools.ts';

const PLAIN = {
  'README.md': '# Sluice\n\nSee [calling.md](docs/calling.md).\n',
  '.github/CONTRIBUTING.md': '# Contributing\n\n[back](../docs/calling.md#keys), [../docs/calling.md](../docs/calling.md#keys)\n',
  'packages/core/src/journey.ts': '',
  'docs/README.md': [
    '# Documentation',
    '',
    '| to | read |',
    '| --- | --- |',
    '| **Start** | |',
    '| begin | [the README](../README.md) |',
    '| **Call** | |',
    '| call | [calling.md](calling.md) |',
    '| know why | [decisions/](decisions/) |',
    '| change it | [../.github/CONTRIBUTING.md](../.github/CONTRIBUTING.md) |',
    '',
  ].join('\n'),
  'docs/calling.md': '# Calling `it`\n\n## Keys\n\nSee [why](decisions/0001-why.md).\n',
  'docs/decisions/0001-why.md': '# 1. Why\n',
};

const gather = (repository: string) =>
  runProgram(process.execPath, [join(scripts, 'gather.mjs'), repository, join(repository, 'pages')], { cwd: repositoryRoot, env: {} });

const checkLinks = (site: string) =>
  runProgram(process.execPath, [join(scripts, 'check-links.mjs'), site, '/sluice/'], { cwd: repositoryRoot, env: {} });

let folder: Folder | undefined;
afterEach(() => folder?.remove());

describe('gathering the pages of the site', () => {
  const page = (name: string) => readFileSync(join(folder!.path, 'pages', name), 'utf8');

  it('leads links to where their pages stand on the site, and to the repository for what has no page', async () => {
    folder = makeFolder({
      ...PLAIN,
      'docs/calling.md': [
        '# Calling',
        '[start](../README.md), [all](README.md), [how](../.github/CONTRIBUTING.md#tests), [why](decisions/), [one](decisions/0001-why.md)',
        '[code](../packages/core/src/journey.ts#L1), [folder](../packages/core/), [here](#keys), [out](https://acme.example/a.md)',
        '[later]: ../README.md',
      ].join('\n'),
    });

    const ran = await gather(folder.path);

    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(page('calling.md')).toBe(
      [
        '# Calling',
        '[start](index.md), [all](contents.md), [how](contributing.md#tests), [why](decisions/index.md), [one](decisions/0001-why.md)',
        '[code](https://github.com/sluice-gateway/sluice/blob/main/packages/core/src/journey.ts#L1), [folder](https://github.com/sluice-gateway/sluice/tree/main/packages/core), [here](#keys), [out](https://acme.example/a.md)',
        '[later]: index.md',
      ].join('\n'),
    );
    expect(page('index.md')).toContain('[Calling](calling.md)');
    expect(page('contributing.md')).toContain('[back](calling.md#keys), [Calling](calling.md#keys)');
    expect(page('decisions/index.md')).toContain('- [1. Why](0001-why.md)');
  });

  it('shows no comments, and changes nothing in a block of code', async () => {
    const block = '````md\n<!-- stays -->\n```sh\n[a](nowhere.md)\n```\n````';
    folder = makeFolder({
      ...PLAIN,
      'docs/calling.md': `# Calling\n\n<!-- run: expect "x" -->\n\n${block}\n\n<!-- two\nlines -->\nEnd.\n`,
    });

    const ran = await gather(folder.path);

    expect(ran).toMatchObject({ exitCode: 0 });
    expect(page('calling.md')).toBe(`# Calling\n\n${block}\n\nEnd.\n`);
  });

  it('orders the sidebar as the table of the documentation does', async () => {
    folder = makeFolder(PLAIN);

    await gather(folder.path);

    const { sidebar } = JSON.parse(page('.vitepress/site.json')) as { readonly sidebar: unknown };
    expect(sidebar).toEqual([
      { text: 'Start', items: [{ text: 'Sluice', link: '/' }] },
      {
        text: 'Call',
        items: [
          { text: 'Calling it', link: '/calling' },
          { text: 'Decisions', link: '/decisions/', collapsed: true, items: [{ text: '1. Why', link: '/decisions/0001-why' }] },
          { text: 'Contributing', link: '/contributing' },
        ],
      },
    ]);
  });

  it('refuses a link to a file that is not there, by page and link', async () => {
    folder = makeFolder({ ...PLAIN, 'docs/calling.md': '# Calling\n\n[code](../packages/core/src/gone.ts)\n' });

    const ran = await gather(folder.path);

    expect(ran.exitCode).toBe(1);
    expect(ran.stderr.trim()).toBe('docs/calling.md links to ../packages/core/src/gone.ts, and there is no packages/core/src/gone.ts');
  });

  it('refuses a page that the table does not list', async () => {
    folder = makeFolder({ ...PLAIN, 'docs/lost.md': '# Lost\n' });

    const ran = await gather(folder.path);

    expect(ran.exitCode).toBe(1);
    expect(ran.stderr.trim()).toBe('docs/lost.md stands in no row of docs/README.md');
  });

  it('gathers the pages of this repository', async () => {
    folder = makeFolder({});

    const out = join(folder.path, 'pages');
    const ran = await runProgram(process.execPath, [join(scripts, 'gather.mjs'), repositoryRoot, out], { cwd: repositoryRoot, env: {} });

    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('checking the links of the built site', () => {
  it('lets links pass that lead somewhere, within the site or away from it', async () => {
    folder = makeFolder({
      'index.html': '<h1 id="top">Sluice</h1><a href="/sluice/guide/">a</a><a href="guide/index.html#one">b</a><a href="#top">c</a>',
      'guide/index.html':
        '<h2 id="one">One</h2><a href="../index.html">up</a><a href="https://acme.example/">out</a><img src="/sluice/icon.svg">',
      'icon.svg': '<svg/>',
    });

    const ran = await checkLinks(folder.path);

    expect(ran).toMatchObject({ exitCode: 0, stdout: '2 pages, 5 links, none dead\n' });
  });

  it('refuses links to pages and headings that are not there, and out of the base path', async () => {
    folder = makeFolder({
      'index.html': '<a href="/sluice/gone.html">a</a><a href="guide.html#two">b</a><a href="/guide.html">c</a><a href="#none">d</a>',
      'guide.html': '<h2 id="one">One</h2>',
    });

    const ran = await checkLinks(folder.path);

    expect(ran.exitCode).toBe(1);
    expect(ran.stderr.trim().split('\n')).toEqual([
      'index.html links to /sluice/gone.html, which is not on the site',
      'index.html links to guide.html#two, and guide.html has no such heading',
      'index.html links to /guide.html, which is not on the site',
      'index.html links to #none, and index.html has no such heading',
    ]);
  });
});
