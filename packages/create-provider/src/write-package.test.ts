import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, type Options } from 'prettier';
import { createPackage } from './create-package.ts';
import { KINDS, type Kind } from './kind.ts';
import { hasPlaceholder } from './placeholders.ts';

const ROOT = join(import.meta.dirname, '../../..');
const STYLE = JSON.parse(readFileSync(join(ROOT, '.prettierrc.json'), 'utf8')) as Options;

const scratch = mkdtempSync(join(tmpdir(), 'sluice-create-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface PackageManifest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly sluice?: { readonly capabilities: string };
}

const kinds = Object.keys(KINDS) as Kind[];
const idOf = (kind: Kind, id: string) => (kind === 'check' ? `own.${id}` : id);

describe.each(kinds)('a package of the kind %s', (kind) => {
  const { folder, files, id } = createPackage(
    {
      target: `@own/a-${kind}`,
      kind,
      id: idOf(kind, 'my-thing'),
      name: 'My Thing',
      baseURL: 'https://things.example/v2',
      author: 'Ann Bee',
    },
    scratch,
  );
  const textOf = (file: string) => readFileSync(join(folder, file), 'utf8');
  const manifest = JSON.parse(textOf('package.json')) as PackageManifest;

  it('has all that is to be in it, under the names that tools look for', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        '.github/workflows/ci.yml',
        '.github/workflows/publish.yml',
        '.gitignore',
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'package.json',
        'src/index.test.ts',
        'src/index.ts',
        'tsconfig.json',
      ]),
    );
    expect(files.filter((file) => /(?:^|\/)_/.test(file))).toEqual([]);
  });

  it('has no placeholder left', () => {
    expect(files.filter((file) => hasPlaceholder(textOf(file)))).toEqual([]);
  });

  it('names what it was made for', () => {
    expect(manifest).toMatchObject({ name: `@own/a-${kind}`, author: 'Ann Bee', license: 'MIT' });
    expect(textOf('LICENSE')).toContain(`Copyright (c) ${new Date().getFullYear()} Ann Bee\n`);
    expect(textOf('src/index.ts')).toContain(`'${id}'`);
    expect(textOf('README.md')).toContain(id);
  });

  it.each(files.filter((file) => /\.(?:ts|json|md|yml)$/.test(file)))('has %s formatted', async (file) => {
    expect(await check(textOf(file), { ...STYLE, filepath: file })).toBe(true);
  });

  it('runs no actions in its workflows but by their commits, those that release this repository', () => {
    const known = new Set(actionsIn(readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8')));
    const used = files.filter((file) => file.startsWith('.github/workflows/')).flatMap((file) => actionsIn(textOf(file)));

    expect(used).toHaveLength(4);
    expect(used.filter((action) => !known.has(action) || !/@[\da-f]{40} # v\d/.test(action))).toEqual([]);
  });

  it('has types beside what is run, and packs no tests', () => {
    expect(manifest.exports['.']).toEqual({ types: './dist/index.d.ts', default: './dist/index.js' });
    expect(manifest.files).toContain('!**/*.test.*');
  });

  it('asks for the versions that it is tested with here', () => {
    const root = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageManifest;
    const versionOf = (name: string) =>
      (JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as { readonly version: string }).version;

    for (const [name, range] of [...Object.entries(manifest.devDependencies), ...Object.entries(manifest.peerDependencies)]) {
      expect([name, range]).toEqual([name, name.startsWith('@sluice/') ? `^${versionOf(name)}` : root.devDependencies[name]]);
    }
  });

  it('names a capability manifest if it is a provider, and packs it', () => {
    const provides = kind === 'openai' || kind === 'own';

    expect(manifest.sluice).toEqual(provides ? { capabilities: './capabilities.json' } : undefined);
    expect(manifest.files.includes('capabilities.json')).toBe(provides);
    if (provides) expect(JSON.parse(textOf('capabilities.json'))).toMatchObject({ spec: 1, providers: { [id]: {} } });
  });
});

/** As they stand, with the version beside the commit. */
const actionsIn = (workflow: string): readonly string[] => [...workflow.matchAll(/uses: (.+)/g)].map(([, action]) => action!);
