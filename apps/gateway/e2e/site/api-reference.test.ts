import { afterEach, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { describeWith } from '../guide/needs.ts';
import { repositoryRoot } from '../guide/repository-root.ts';
import { runProgram } from '../guide/run-program.ts';
import { makeFolder, type Folder } from './folder.ts';
import { hasTools, scripts } from './tools.ts';

const READING_MS = 70_000;

const reference = (...args: readonly string[]) =>
  runProgram(process.execPath, [join(scripts, 'reference.mjs'), ...args], { cwd: repositoryRoot, env: { NO_COLOR: '1' } });

/** What typedoc finds wrong, a line each, without its own marks. */
const complaints = (said: string) =>
  said
    .split('\n')
    .map((line) => /^\[(?:warning|error)\]\s*(.*)$/.exec(line)?.[1])
    .filter((line) => line !== undefined);

const OTHER = `
/**
 * Another entry, with nothing to complain of.
 *
 * @module
 */

/** Said. */
export const other = 3;
`;

/** A package of the one name that is looked for, with this source. */
const packageOf = (source: string) =>
  makeFolder({
    'packages/tsconfig.json': JSON.stringify({ compilerOptions: { module: 'nodenext', strict: true, types: [] }, include: ['*/src'] }),
    'packages/provider-sdk/package.json': JSON.stringify({
      name: '@sluice/provider-sdk',
      type: 'module',
      exports: { '.': { '@sluice/source': './src/index.ts' }, './other': { '@sluice/source': './src/other.ts' } },
    }),
    'packages/provider-sdk/src/other.ts': OTHER,
    'packages/provider-sdk/src/index.ts': source,
  });

describeWith(hasTools, 'the reference of what is published', () => {
  let folder: Folder | undefined;
  afterEach(() => folder?.remove());

  it(
    'finds everything public documented',
    async () => {
      const ran = await reference();

      expect(complaints(ran.stdout + ran.stderr)).toEqual([]);
      expect(ran).toMatchObject({ exitCode: 0 });
      expect(ran.stdout).toContain('@sluice/provider-sdk: everything is documented');
      expect(ran.stdout).toContain('@sluice/provider-sdk/chat: everything is documented');
      expect(ran.stdout).toContain('@sluice/core: everything is documented');
    },
    READING_MS,
  );

  it(
    'names a public symbol that has no comment, and its file',
    async () => {
      folder = packageOf(`
/**
 * A package.
 *
 * @module
 */

export const bare = 1;
/** Said. */
export const said = 2;
export interface Bare {
  readonly plain: string;
}
`);

      const ran = await reference('--packages', join(folder.path, 'packages'));

      expect(ran.exitCode).toBe(1);
      expect(complaints(ran.stdout + ran.stderr)).toEqual([
        expect.stringMatching(/^@sluice\/provider-sdk\.bare \(Variable\), defined in @sluice\/provider-sdk\/src\/index\.ts,/),
        expect.stringMatching(/^@sluice\/provider-sdk\.Bare \(Interface\), defined in @sluice\/provider-sdk\/src\/index\.ts,/),
      ]);
    },
    READING_MS,
  );

  it(
    'names a member whose unit or default nobody says',
    async () => {
      folder = packageOf(`
/**
 * A package.
 *
 * @module
 */

/** How to wait. */
export interface Waiting {
  readonly timeout: number;
  readonly name?: string;
  /** In milliseconds. */
  readonly pause: number;
  /** Default: none. */
  readonly label?: string;
  readonly plain: string;
  readonly status: number;
}
/** As a type. */
export type Told = { readonly kind: 'told'; readonly size: number | undefined } | { readonly kind: 'silent' };
/** An object of another's wire format. */
export interface Open {
  readonly [member: string]: unknown;
}
/** A request in its words. */
export interface Wire extends Open {
  readonly top_k?: number;
}
/** What calls back. */
export const call = (options: { readonly tries?: number }) => options.tries;
`);

      const ran = await reference('--packages', join(folder.path, 'packages'));

      expect(ran.exitCode).toBe(1);
      expect(complaints(ran.stdout + ran.stderr).map((line) => line.split(',')[0])).toEqual([
        '@sluice/provider-sdk.Waiting.timeout (Property)',
        '@sluice/provider-sdk.Waiting.name (Property)',
        expect.stringMatching(/^@sluice\/provider-sdk\.Told\..*size \(Property\)$/),
      ]);
    },
    READING_MS,
  );

  it(
    'names a type that is needed and not exported, and a link that leads nowhere',
    async () => {
      folder = packageOf(`
/**
 * A package.
 *
 * @module
 */

interface Hidden {
  readonly plain: string;
}
/** Gives what nobody can name. See {@link Nowhere}. */
export const give = (): Hidden => ({ plain: 'yes' });
`);

      const ran = await reference('--packages', join(folder.path, 'packages'));

      expect(ran.exitCode).toBe(1);
      expect(complaints(ran.stdout + ran.stderr)).toEqual([
        expect.stringContaining('Failed to resolve link to "Nowhere"'),
        expect.stringContaining('Hidden, defined in @sluice/provider-sdk/src/index.ts, is referenced by @sluice/provider-sdk.give'),
      ]);
    },
    READING_MS,
  );

  it(
    'names an entry that has no introduction',
    async () => {
      folder = packageOf(`/** Said. */\nexport const said = 2;\n`);

      const ran = await reference('--packages', join(folder.path, 'packages'));

      expect(ran.exitCode).toBe(1);
      expect(complaints(ran.stdout + ran.stderr)).toEqual([expect.stringContaining('@sluice/provider-sdk (Module)')]);
    },
    READING_MS,
  );
});
