// Runs TypeScript of the tests outside of them: Node 20 reads none.
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const GATEWAY = new URL('../../', import.meta.url);

/**
 * Imports a file of the gateway's folder, `e2e/console/support/console.ts`, with whatever of ours it imports. Packages stay
 * packages, so what is made of it stands where they are found.
 */
export async function importTypeScript(file) {
  // Where a file stands says nothing any more of where the gateway was built.
  process.env.SLUICE_TEST_MAIN ??= fileURLToPath(new URL('dist/main.js', GATEWAY));
  const folder = fileURLToPath(new URL('node_modules/.cache/sluice/', GATEWAY));
  mkdirSync(folder, { recursive: true });
  const made = `${folder}${file.replaceAll('/', '-')}-${process.pid}.mjs`;
  await build({
    entryPoints: [fileURLToPath(new URL(file, GATEWAY))],
    outfile: made,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  try {
    return await import(pathToFileURL(made).href);
  } finally {
    rmSync(made, { force: true });
  }
}
