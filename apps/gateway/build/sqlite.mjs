// Puts the thread of SQLite beside the bundle, and beside that the addon that it loads where Node has no SQLite of its
// own (before 22.13): compiled for every system, so that the published gateway needs no compiler and no download.
import { cpSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const ADDON = '@photostructure/sqlite';

/** @returns What was read, as esbuild names it. */
export async function bundleSqlite(dist, shared) {
  const worker = new URL('../../../packages/store/src/sqlite/sqlite-worker.js', import.meta.url).pathname;
  const addon = dirname(createRequire(worker).resolve(`${ADDON}/package.json`));
  const beside = { name: 'addon', setup: (one) => one.onResolve({ filter: /^@photostructure\/sqlite$/ }, elsewhere) };
  const results = [
    await build({ ...shared, entryPoints: { 'sqlite-worker': worker }, outdir: dist, plugins: [beside] }),
    // It looks for what was compiled beside its own folder, so it keeps one.
    await build({ ...shared, entryPoints: { index: join(addon, 'dist/index.mjs') }, outdir: join(dist, 'sqlite-addon/dist') }),
  ];
  mkdirSync(join(dist, 'sqlite-addon'), { recursive: true });
  cpSync(join(addon, 'prebuilds'), join(dist, 'sqlite-addon/prebuilds'), { recursive: true });
  return results.map(({ metafile }) => metafile);
}

const elsewhere = () => ({ path: './sqlite-addon/dist/index.js', external: true });
