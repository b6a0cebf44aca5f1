import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPage, repositoryRoot } from '../docs/support/pages.ts';
import { run } from '../docs/support/run-block.ts';
import { EXAMPLES, itTypes, typeOff } from './example.ts';

const MAIN = join(repositoryRoot, 'apps/gateway/dist/main.js');
const names = readdirSync(EXAMPLES, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

const sluice = (...args: readonly string[]) =>
  run(process.execPath, [MAIN, ...args], { folder: mkdtempSync(join(tmpdir(), 'sluice-test-')), environment: {} });

describe('the examples', () => {
  it('are all in the table, and every row leads to one', () => {
    const rows = [...readFileSync(join(EXAMPLES, 'README.md'), 'utf8').matchAll(/^\| \[([\w-]+)\]\(\1\/\)/gm)].map(([, name]) => name);

    expect(rows.toSorted()).toEqual(names.toSorted());
    expect(names.length).toBeGreaterThan(3);
  });

  it('are no packages of the repository', () => {
    const { workspaces } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as { workspaces: string[] };

    expect(workspaces).toEqual(['packages/*', 'apps/*']);
  });

  it('keep to the types of what they import', async () => {
    const tsc = join(repositoryRoot, 'node_modules/typescript/bin/tsc');

    const { status, output } = await run(process.execPath, [tsc, '-p', EXAMPLES], { folder: repositoryRoot, environment: {} });

    expect({ status, output }).toEqual({ status: 0, output: '' });
  });

  it('say of each command whether it is run', () => {
    const bare = ['README.md', ...names.map((name) => `${name}/README.md`)].flatMap((page) =>
      readPage(`examples/${page}`)
        .blocks.filter(({ language, mark }) => language === 'sh' && mark.kind === 'none')
        .map(({ line }) => `${page}:${line}`),
    );

    expect(bare).toEqual([]);
  });

  itTypes('are looked at as their page says', () => typeOff('', { folder: repositoryRoot, port: 0 }));

  it.each(names)('%s has a page, can be found by its folder, and is published by nobody', (name) => {
    const manifest = JSON.parse(readFileSync(join(EXAMPLES, name, 'package.json'), 'utf8')) as Record<string, unknown>;

    expect(manifest).toMatchObject({ name: `sluice-example-${name}`, private: true, type: 'module', license: 'MIT' });
    for (const file of ['README.md', 'sluice.config.yaml', manifest['exports'] as string])
      expect(existsSync(join(EXAMPLES, name, file))).toBe(true);
  });

  it.each(names)('%s has a good config', async (name) => {
    const { status, output } = await sluice('check', join(EXAMPLES, name, 'sluice.config.yaml'));

    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('is good') });
  });

  it.each(names)('%s passes the check of plugins', async (name) => {
    const options = name === 'no-names-check' ? ['--options', '{"names": ["Ada"]}'] : [];

    const { status, output } = await sluice('plugin', 'check', join(EXAMPLES, name), ...options);

    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining(`${join(EXAMPLES, name)} is good`) });
  });
});
