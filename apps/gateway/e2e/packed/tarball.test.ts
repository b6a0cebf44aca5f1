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

/** Pages of the console, its icon, and both of them and all else of it pressed. */
const CONSOLE = /^dist\/console\/(?:(?:index\.html|icon\.svg)|.*\.(?:html|svg|js|css)\.(?:br|gz))$/;

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
      (file) =>
        file.startsWith('dist/') && !ADDON.test(file) && !CONSOLE.test(file) && !/\.(?:js|css|txt)$|\/(?:LICENSE|NOTICE)$/.test(file),
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

  it.each([
    { notice: 'dist/THIRD-PARTY.txt', of: 'apps/gateway', besides: ['swagger-ui-dist'], textless: 0 },
    // One of the kit's own needs is published with its author's name and its licence's, and no more.
    { notice: 'dist/console/THIRD-PARTY.txt', of: 'apps/console', besides: ['react-dom'], textless: 1 },
  ])(
    'names in $notice every package whose code it has, with a licence that allows it and the text of that',
    ({ notice, of, besides, textless }) => {
      const text = read(notice);
      const rows = [...text.matchAll(/^(\S+) (\d+\.\S+) {2}(.+)$/gm)].map(([, name, , licence]) => [name!, licence!] as const);
      const named = new Set(rows.map(([name]) => name));
      const imported = importedBy(of);

      expect(imported.size).toBeGreaterThan(8);
      expect([...imported, ...besides].filter((name) => !named.has(name))).toEqual([]);
      expect(rows.filter(([, licence]) => !PERMISSIVE.includes(licence))).toEqual([]);
      expect(text.match(/carries no text of its licence/g) ?? []).toHaveLength(textless);
    },
  );
});

/** The packages that the sources of one of ours import, without our own. */
function importedBy(of: string): ReadonlySet<string> {
  const source = join(repositoryRoot, of, 'src');
  const { devDependencies } = JSON.parse(readFileSync(join(repositoryRoot, of, 'package.json'), 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  const texts = filesIn(source)
    .filter((file) => /(?<!\.test)(?<!\.test\.support)\.tsx?$/.test(file))
    .map((file) => readFileSync(join(source, file), 'utf8'));
  const lines = texts.flatMap((text) => [...text.matchAll(/^import (?!type ).*? from '((?:@[\w-]+\/)?[a-z][\w.-]*)/gm)]);
  // Programs that the console hands out import what it does not.
  return new Set(lines.map(([, name]) => name!).filter((name) => !name.startsWith('@sluice/') && name in devDependencies));
}
