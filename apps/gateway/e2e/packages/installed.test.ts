import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWith } from '../guide/needs.ts';
import { outside } from '../packed/outside.ts';
import { must } from '../packed/run.ts';
import { installAlone } from './consumer.ts';
import { exampleOf } from './example.ts';
import { registry } from './needs.ts';
import { importsOf, published, runnableImportsOf, type Published } from './published.ts';
import { runExample, speakingOf, testExample } from './run-example.ts';
import { packAll, type Tarball } from './tarballs.ts';
import { complaintsOf } from './type-check.ts';

// Each installs or compiles; the programs that do have limits of their own, which say more than Jest's.
jest.setTimeout(240_000);

const scratch = mkdtempSync(join(tmpdir(), 'sluice-packages-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const folderOf = ({ folder }: Published) => join(scratch, folder);
const node = (folder: string, ...args: readonly string[]) => must(process.execPath, args, { folder, environment: outside() });

/** Whether what its README shows is a test. */
const isTest = (one: Published) => exampleOf(one).code.includes(`from '@jest/globals'`);

const exampleFile = (one: Published) => (isTest(one) ? 'src/example.test.ts' : 'example.ts');

/** Packages whose types name Node's: they bring those along. */
const bringsNodeTypes = ({ manifest }: Published) => manifest.dependencies?.['@types/node'] !== undefined;

describeWith(registry, 'a package, packed and installed alone', () => {
  let tarballs: ReadonlyMap<string, Tarball>;
  beforeAll(async () => {
    tarballs = await packAll(scratch);
  });

  const all = published.map((one) => [one.name, one] as const);
  const shown = all.filter(([, { readme }]) => readme.includes('```ts\n'));
  const importable = all.filter(([, one]) => importsOf(one).length > 0);

  it.each(all)('%s holds what it is to hold, and nothing that only this repository needs', (name) => {
    const { contents } = tarballs.get(name)!;

    expect(contents).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']));
    expect(contents.filter((path) => /^(?:dist|src)\/.*\.test\.|^tsconfig|^turbo|\.tsbuildinfo$/.test(path))).toEqual([]);
  });

  it.each(all)('%s installs', async (name, one) => {
    await installAlone(one, tarballs, folderOf(one));

    const manifest = readFileSync(join(folderOf(one), 'node_modules', name, 'package.json'), 'utf8');
    expect(JSON.parse(manifest)).toEqual(one.manifest);
  });

  it.each(importable)('%s is imported', async (_, one) => {
    const lines = runnableImportsOf(one).map(
      (path, at) => `import * as m${at} from '${path}';\nif (Object.keys(m${at}).length === 0) throw new Error('${path} is empty');`,
    );
    writeFileSync(join(folderOf(one), 'imports.mjs'), lines.join('\n'));

    expect(await node(folderOf(one), 'imports.mjs')).toMatchObject({ status: 0 });
  });

  it.each(importable)('%s is required', async (_, one) => {
    const lines = runnableImportsOf(one).map(
      (path) => `if (Object.keys(require('${path}')).length === 0) throw new Error('${path} is empty');`,
    );
    writeFileSync(join(folderOf(one), 'requires.cjs'), lines.join('\n'));

    expect(await node(folderOf(one), 'requires.cjs')).toMatchObject({ status: 0 });
  });

  it.each([
    // Types that one brings along would be there for all that are compiled with it.
    ['that gets by with the language and the web', importable.filter(([, one]) => !bringsNodeTypes(one))],
    ['that brings along the types of Node', importable.filter(([, one]) => bringsNodeTypes(one))],
  ])('one %s has types that are whole by themselves', async (_, some) => {
    for (const [, one] of some) {
      const names = importsOf(one).map((path, at) => [path, `m${at}`]);
      const kept = `export const all = [${names.map(([, name]) => name).join(', ')}];\n`;
      const write = (file: string, lines: readonly string[]) => writeFileSync(join(folderOf(one), file), lines.join('') + kept);
      write(
        'imports.ts',
        names.map(([path, name]) => `import * as ${name} from '${path}';\n`),
      );
      write(
        'requires.cts',
        names.map(([path, name]) => `import ${name} = require('${path}');\n`),
      );
    }
    const allOf = (file: string) => some.map(([, { folder }]) => `${folder}/${file}`);

    // One compiler for all of them: each file finds what is installed in its own folder.
    const files = [...allOf('imports.ts'), ...allOf('requires.cts')];
    expect(await complaintsOf(scratch, { files, resolution: 'nodenext', node: false })).toBe('');
    expect(await complaintsOf(scratch, { files: allOf('imports.ts'), resolution: 'bundler', node: false })).toBe('');
  });

  it.each(shown)('%s does what its README shows', async (_, one) => {
    const example = exampleOf(one);
    const folder = folderOf(one);
    const file = exampleFile(one);
    mkdirSync(join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, file), example.code);

    expect(await complaintsOf(folder, { files: [file], resolution: 'nodenext', node: true })).toBe('');
    if (isTest(one)) {
      expect(await testExample(example, folder)).toContain('1 passed, 0 failed, 0 skipped\n');
      return;
    }
    const speaking = await speakingOf(one, example);
    expect(await runExample(speaking, 'out/nodenext/example.js', folder)).toEqual({
      printed: example.prints?.trimEnd() ?? 'Hello\nHello',
      asked: speaking === undefined ? [] : [speaking.origin, speaking.origin],
      refused: [],
    });
  });

  it('shows what compiles where a bundler finds packages', async () => {
    const files = shown.map(([, one]) => `${one.folder}/${exampleFile(one)}`);

    expect(await complaintsOf(scratch, { files, resolution: 'bundler', node: true })).toBe('');
  });

  it('has types that an older compiler reads too', async () => {
    const compilers = join(scratch, 'older');
    mkdirSync(compilers);
    writeFileSync(join(compilers, 'package.json'), '{"private":true}');
    await must('npm', ['install', '--prefer-offline', 'typescript@5.9'], {
      folder: compilers,
      environment: outside(),
      patienceMs: 120_000,
    });
    const files = importable.filter(([, one]) => !bringsNodeTypes(one)).map(([, { folder }]) => `${folder}/imports.ts`);

    expect(
      await complaintsOf(scratch, {
        files,
        resolution: 'nodenext',
        node: false,
        compiler: join(compilers, 'node_modules/typescript/bin/tsc'),
      }),
    ).toBe('');
    expect(files.length).toBeGreaterThan(20);
  });
});
