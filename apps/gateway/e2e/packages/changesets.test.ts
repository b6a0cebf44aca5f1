import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../guide/repository-root.ts';
import { outside } from '../packed/outside.ts';
import { must } from '../packed/run.ts';
import { isProvider, published, type Manifest } from './published.ts';

const CLI = join(repositoryRoot, 'node_modules/@changesets/cli/bin.js');
const GATEWAY = 'apps/gateway/package.json';

const scratch = mkdtempSync(join(tmpdir(), 'sluice-changesets-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Versions by the package's name, as a release with these changes would leave them. */
async function releasing(changes: Readonly<Record<string, 'patch' | 'minor' | 'major'>>): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(scratch, 'release-'));
  const files = [...published.map(({ folder: own }) => `packages/${own}/package.json`), GATEWAY, 'package.json'];
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    cpSync(join(repositoryRoot, file), join(folder, file));
  }
  mkdirSync(join(folder, '.changeset'));
  cpSync(join(repositoryRoot, '.changeset/config.json'), join(folder, '.changeset/config.json'));
  const lines = Object.entries(changes).map(([name, size]) => `'${name}': ${size}`);
  writeFileSync(join(folder, '.changeset/one.md'), `---\n${lines.join('\n')}\n---\n\nSomething.\n`);
  symlinkSync(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'));
  const git = ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', 'commit.gpgsign=false'];
  for (const command of [
    ['init', '-q'],
    ['add', '.changeset'],
    [...git, 'commit', '-qm', 'x'],
  ])
    await must('git', command, { folder, environment: outside() });

  await must(process.execPath, [CLI, 'version'], { folder, environment: outside() });

  const manifests = files.slice(0, -1).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Manifest);
  return new Map(manifests.map(({ name, version }) => [name, version]));
}

const before = new Map<string, string>(published.map(({ name, manifest }) => [name, manifest.version]));
const gateway = JSON.parse(readFileSync(join(repositoryRoot, GATEWAY), 'utf8')) as Manifest;
before.set(gateway.name, gateway.version);

/** The packages whose version has moved, each with the number that did. */
const moved = (after: ReadonlyMap<string, string>) =>
  Object.fromEntries(
    [...after].flatMap(([name, version]) => {
      const [old, young] = [before.get(name)!.split('.'), version.split('.')];
      const at = young.findIndex((number, place) => number !== old[place]);
      return at < 0 ? [] : [[name, ['major', 'minor', 'patch'][at]]];
    }),
  );

const dependents = published.filter((one) => isProvider(one) || one.folder.startsWith('codec-')).map(({ name }) => name);

describe('a release', () => {
  let minor: ReadonlyMap<string, string>;
  let major: ReadonlyMap<string, string>;
  let patch: ReadonlyMap<string, string>;
  beforeAll(async () => {
    [minor, major, patch] = await Promise.all([
      releasing({ '@sluice/provider-sdk': 'minor' }),
      releasing({ '@sluice/provider-sdk': 'major' }),
      releasing({ '@sluice/codec-gemini': 'patch' }),
    ]);
  }, 60_000);

  it('leaves every provider where it is when the SDK adds something', () => {
    expect(moved(minor)).toEqual({ '@sluice/provider-sdk': 'minor' });
  });

  it('lifts every provider and codec when the SDK breaks something', () => {
    expect(moved(major)).toMatchObject(Object.fromEntries(['@sluice/provider-sdk', ...dependents].map((name) => [name, 'major'])));
    expect(moved(major)).not.toHaveProperty('@sluice/jest-preset');
  });

  it('moves nobody else when a codec is mended', () => {
    expect(moved(patch)).toEqual({ '@sluice/codec-gemini': 'patch' });
  });
});
