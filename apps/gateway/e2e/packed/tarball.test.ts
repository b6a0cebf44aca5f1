import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../guide/repository-root.ts';
import { filesIn } from './image/build.ts';
import { outside } from './outside.ts';
import { must } from './run.ts';
import { pack } from './tarball.ts';

/** Licences under which code may go along with ours, as long as their texts do. */
const PERMISSIVE = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', '0BSD'];

let folder: string;
let files: readonly string[];
const read = (name: string) => readFileSync(join(folder, 'package', name), 'utf8');
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-tarball-'));
  const tarball = await pack('apps/gateway', folder);
  await must('tar', ['xzf', tarball], { folder, environment: outside() });
  files = filesIn(join(folder, 'package'));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** SQLite for Node before 22.13, for every system. */
const ADDON = /^dist\/sqlite-addon\/prebuilds\/(?:linux|darwin|win32)-(?:x64|arm64)\/@photostructure\+sqlite\.(?:glibc|musl)\.node$/;

describe('the gateway’s tarball', () => {
  it('needs no other package, and runs nothing at its installation', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string> | undefined>;

    const needs = ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies'].filter((kind) => manifest[kind]);
    const scripts = ['preinstall', 'install', 'postinstall'].filter((name) => manifest['scripts']?.[name]);

    expect([needs, scripts]).toEqual([[], []]);
  });

  it('has one command, so that npx knows which is meant', () => {
    const { bin } = JSON.parse(read('package.json')) as { bin: Record<string, string> };

    expect(bin).toEqual({ sluice: './bin/sluice.js' });
  });

  it('has its own words and licence, and neither sources, tests nor maps', () => {
    const outsideDist = files.filter((file) => !file.startsWith('dist/')).toSorted();
    const inDist = files.filter(
      (file) => file.startsWith('dist/') && !ADDON.test(file) && !/\.(?:js|css|txt)$|\/(?:LICENSE|NOTICE)$/.test(file),
    );

    expect(outsideDist.filter((file) => file !== 'CHANGELOG.md')).toEqual(['LICENSE', 'README.md', 'bin/sluice.js', 'package.json']);
    expect(inDist).toEqual([]);
  });

  it('has SQLite for every system that Node 20 runs on', () => {
    const systems = files.filter((file) => ADDON.test(file)).map((file) => file.split('/')[3]);

    expect(new Set(systems)).toEqual(new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64']));
    expect(files).toEqual(expect.arrayContaining(['dist/sqlite-worker.js', 'dist/sqlite-addon/dist/index.js']));
  });

  it('has every provider of the repository', () => {
    const packages = readdirSync(join(repositoryRoot, 'packages')).filter((name) => name.startsWith('provider-'));
    const providers = packages.filter((name) => {
      const { sluice } = JSON.parse(readFileSync(join(repositoryRoot, 'packages', name, 'package.json'), 'utf8')) as {
        sluice?: { provider?: boolean };
      };
      return sluice?.provider !== false;
    });

    expect(files.filter((file) => /^dist\/providers\/provider-.*\.js$/.test(file)).toSorted()).toEqual(
      providers.map((name) => `dist/providers/${name}.js`).toSorted(),
    );
  });

  it('names every package whose code it has, with a licence that allows it and the text of that', () => {
    const notice = read('dist/THIRD-PARTY.txt');
    const rows = [...notice.matchAll(/^(\S+) (\d+\.\S+) {2}(.+)$/gm)].map(([, name, , licence]) => [name!, licence!] as const);
    const named = new Set(rows.map(([name]) => name));
    const imported = importedBySource();

    expect(imported.size).toBeGreaterThan(8);
    expect([...imported, 'swagger-ui-dist'].filter((name) => !named.has(name))).toEqual([]);
    expect(rows.filter(([, licence]) => !PERMISSIVE.includes(licence))).toEqual([]);
    expect(notice.match(/carries no text of its licence/g) ?? []).toHaveLength(0);
  });
});

/** The packages that the gateway's own sources import, without our own. */
function importedBySource(): ReadonlySet<string> {
  const source = join(repositoryRoot, 'apps/gateway/src');
  const texts = filesIn(source)
    .filter((file) => !/\.test\.(?:support\.)?ts$/.test(file))
    .map((file) => readFileSync(join(source, file), 'utf8'));
  const lines = texts.flatMap((text) => [...text.matchAll(/^import (?!type ).*? from '((?:@[\w-]+\/)?[a-z][\w.-]*)/gm)]);
  return new Set(
    lines.map(([, name]) => name!).filter((name) => !name.startsWith('@sluice/') && !name.startsWith('node:') && name !== 'node'),
  );
}
