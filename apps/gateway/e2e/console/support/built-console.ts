import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const MAIN = process.env['SLUICE_TEST_MAIN'] ?? fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

/** The console as the gateway that is tried serves it. */
const FOLDER = fileURLToPath(new URL('console/', `file://${MAIN}`));

/** The console's files as they were built. */
export interface BuiltConsole {
  /** What stands in each of its scripts, by the script's path. */
  readonly scripts: ReadonlyMap<string, string>;
  /** All of its styles. */
  readonly styles: string;
  /** What every page loads before anything is seen: the first page, what it links, and what those scripts import at once. */
  readonly first: readonly string[];
  /** These scripts, and all that they import at once: not what waits until it is wanted. */
  readonly importedBy: (files: readonly string[]) => readonly string[];
}

const LINKED = /(?:src|href)="\/console\/([^"]+)"/g;

/** Reads what was built last. */
export async function readBuiltConsole(): Promise<BuiltConsole> {
  const assets = readdirSync(join(FOLDER, 'assets')).map((name) => `assets/${name}`);
  const textOf = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
  const scripts = new Map(assets.filter((file) => file.endsWith('.js')).map((file) => [file, textOf(file)]));
  const styles = assets
    .filter((file) => file.endsWith('.css'))
    .map(textOf)
    .join('\n');
  const imports = await importsOf([...scripts.keys()]);
  const importedBy = (files: readonly string[]) => {
    const found = new Set(files);
    // A set that grows while it is gone through is gone through to its new end.
    for (const file of found) for (const imported of imports.get(file) ?? []) found.add(imported);
    return [...found];
  };
  const linked = [...textOf('index.html').matchAll(LINKED)].map(([, file]) => file!);
  return { scripts, styles, first: ['index.html', ...importedBy(linked)], importedBy };
}

/** Bytes of a file as they are sent. */
export const pressedBytes = (file: string): number => gzipSync(readFileSync(join(FOLDER, file))).length;

async function importsOf(files: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { metafile } = await build({
    entryPoints: [...files],
    absWorkingDir: FOLDER,
    outdir: 'nowhere',
    bundle: true,
    external: ['./*', '../*'],
    format: 'esm',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  return new Map(
    files.map((file) => [
      file,
      metafile.inputs[file]!.imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) =>
        posix.join(posix.dirname(file), path),
      ),
    ]),
  );
}
