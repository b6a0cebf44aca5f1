import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const MAIN = process.env['SLUICE_TEST_MAIN'] ?? fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

/** The console as the gateway that is tried serves it. */
export const FOLDER = fileURLToPath(new URL('console/', `file://${MAIN}`));

/** Its scripts: what stands in each, by its name. */
export const scripts = (): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(FOLDER, 'assets'))
      .filter((name) => name.endsWith('.js'))
      .map((name) => [name, readFileSync(join(FOLDER, 'assets', name), 'utf8')]),
  );

const LINKED = /(?:src|href)="\/console\/([^"]+)"/g;

/** Files that every page loads before anything is seen: the first page, what it links, and what its scripts import at once. */
export async function firstLoad(): Promise<readonly string[]> {
  const linked = [...readFileSync(join(FOLDER, 'index.html'), 'utf8').matchAll(LINKED)].map(([, file]) => file!);
  const imported = await importedBy(linked.filter((file) => file.endsWith('.js')));
  return [...new Set(['index.html', ...linked, ...imported])];
}

/** These scripts, and all that they import at once: not what waits until it is wanted. */
export async function importedBy(files: readonly string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: files.map((file) => join(FOLDER, file)),
    absWorkingDir: FOLDER,
    outdir: 'nowhere',
    bundle: true,
    format: 'esm',
    splitting: true,
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const found = new Set(files);
  // A set that grows while it is gone through is gone through to its new end.
  for (const file of found)
    for (const { path, kind } of metafile.inputs[file]?.imports ?? []) if (kind === 'import-statement') found.add(path);
  return [...found];
}

/** Bytes of a file as they are sent. */
export const pressedBytes = (file: string): number => gzipSync(readFileSync(join(FOLDER, file))).length;
