import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../guide/repository-root.ts';
import { isProvider, published, type Dependencies, type Published } from './published.ts';

const REPOSITORY = 'https://github.com/sluice-gateway/sluice';
const rootLicence = readFileSync(join(repositoryRoot, 'LICENSE'), 'utf8');
const versions = new Map(published.map(({ name, manifest }) => [name, manifest.version]));

/** Whether the package of this repository fulfils a range, and a registry knows what the range means. */
function fulfils(name: string, range: string): boolean {
  const has = numbersIn(versions.get(name) ?? '');
  const wants = numbersIn(range.replace(/^\^/, ''));
  // Below 1.0 it is the second number whose change breaks.
  const kept = wants[0] === 0 ? 2 : 1;
  const newer = has.map((number, place) => number - wants[place]!).find((difference) => difference !== 0) ?? 0;
  return range.startsWith('^') && has.slice(0, kept).join() === wants.slice(0, kept).join() && newer >= 0;
}

const numbersIn = (version: string) => version.split('.').map(Number);

const ours = (dependencies: Dependencies = {}) => Object.entries(dependencies).filter(([name]) => name.startsWith('@sluice/'));

const sourcesOf = ({ path }: Published) => existsSync(join(path, 'src'));

// oxlint-disable-next-line jest/valid-title -- the names are those of the packages.
describe.each(published.map((given) => [given.folder, given] as const))('the package in %s', (folder, given) => {
  const { path, manifest, readme } = given;

  it('says who it is and where it comes from', () => {
    expect(manifest).toMatchObject({
      name: `@sluice/${folder}`,
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      description: expect.stringMatching(/^.{20,160}$/),
      keywords: expect.arrayContaining(['sluice']),
      homepage: `${REPOSITORY}/tree/main/packages/${folder}#readme`,
      bugs: { url: `${REPOSITORY}/issues` },
      repository: { type: 'git', url: `git+${REPOSITORY}.git`, directory: `packages/${folder}` },
      license: 'MIT',
      type: 'module',
      engines: { node: '>=20.19' },
      publishConfig: { access: 'public' },
    });
    expect(manifest.private).toBeUndefined();
  });

  it('is found by the keyword of providers if and only if it is one', () => {
    expect(manifest.keywords?.includes('sluice-provider')).toBe(isProvider(given));
  });

  it('has the licence of the repository', () => {
    expect(readFileSync(join(path, 'LICENSE'), 'utf8')).toBe(rootLicence);
  });

  it('shows by an example what it is for', () => {
    expect(readme.startsWith(`# ${manifest.name}\n`)).toBe(true);
    expect(readme).toMatch(/```sh\nn(?:pm|px) /);
    expect(readme).toMatch(/```(?:ts|sh)\n[^`]*@sluice\//);
  });

  it('tells what its version brought', () => {
    const changelog = readFileSync(join(path, 'CHANGELOG.md'), 'utf8');

    expect(changelog.startsWith(`# ${manifest.name}\n`)).toBe(true);
    expect(changelog).toContain(`\n## ${manifest.version}\n`);
    expect(manifest.files).toContain('CHANGELOG.md');
  });

  it('packs no tests of its own', () => {
    const { files = [] } = manifest;
    const left = ['!dist/**/*.test.*', '!src/**/*.test.*'].filter((pattern) => !files.includes(pattern));

    expect(files.includes('!**/*.test.*') || !sourcesOf(given) ? [] : left).toEqual([]);
  });

  it('exports each path with its types, and with the source that the types’ maps point to', () => {
    const { './package.json': own, ...paths } = manifest.exports ?? {};

    for (const [name, target] of Object.entries(paths)) {
      expect([name, target]).toEqual([name, entryOf(target)]);
      expect(existsSync(join(path, entryOf(target)['@sluice/source']))).toBe(true);
    }
    expect(Object.keys(paths).length > 0 ? own : './package.json').toBe('./package.json');
    expect(manifest.exports !== undefined && sourcesOf(given) ? manifest.files : ['dist', 'src']).toEqual(
      expect.arrayContaining(['dist', 'src']),
    );
  });

  it('can be left out of a bundle where nothing of it is used', () => {
    expect(manifest.exports === undefined || manifest.sideEffects === false).toBe(true);
  });

  it('names packages of this repository by ranges that a registry knows', () => {
    const { peerDependencies, dependencies, devDependencies } = manifest;

    for (const [name, range] of [...ours(peerDependencies), ...ours(dependencies), ...ours(devDependencies)]) {
      expect([name, range, fulfils(name, range)]).toEqual([name, range, true]);
    }
  });

  it('is checked as it is packed, and tested from source', () => {
    expect(manifest.scripts?.['pack:check']).toMatch(/^publint --strict(?: |$)/);
    expect(manifest.jest?.preset ?? '@sluice/jest-preset/workspace').toBe('@sluice/jest-preset/workspace');
  });
});

/** Those whose types are the SDK's: with two copies of it their consumers would have two of each. */
const sharing = published.filter((one) => isProvider(one) || one.folder.startsWith('codec-') || one.folder === 'provider-testkit');

describe('the SDK', () => {
  it.each(sharing.map(({ name, manifest }) => [name, manifest] as const))('is left by %s to whoever installs it', (_, manifest) => {
    const range = manifest.peerDependencies?.['@sluice/provider-sdk'];

    expect(range).toMatch(/^\^/);
    expect(manifest.dependencies?.['@sluice/provider-sdk']).toBeUndefined();
    // Said once more for the builder, who builds first what is depended on.
    expect(manifest.devDependencies?.['@sluice/provider-sdk']).toBe(range);
  });

  it('depends on nothing', () => {
    const sdk = published.find(({ folder }) => folder === 'provider-sdk')!;

    expect(sdk.manifest.dependencies).toBeUndefined();
    expect(sdk.manifest.peerDependencies).toBeUndefined();
  });
});

/** What an entry has to be, for the file that it is about. */
function entryOf(target: string | Readonly<Record<string, string>>) {
  const source = typeof target === 'string' ? target : (target['@sluice/source'] ?? '');
  const built = source.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '');
  return { '@sluice/source': source, types: `${built}.d.ts`, default: `${built}.js` };
}
