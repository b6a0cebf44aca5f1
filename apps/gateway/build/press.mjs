// Presses files of a folder once, at the build, as hard as it goes: what is sent is a third of its size, and no request
// waits for it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Pictures and fonts are pressed already. */
const TEXT = /\.(?:js|css|html|svg|json|txt|webmanifest|wasm)$/;

/** A packet holds that much: less is not sent any sooner. */
const SMALLEST_BYTES = 1_400;

const FORMS = {
  '.br': (bytes) =>
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  '.gz': (bytes) => gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

/** Writes `file.js.br` and `file.js.gz` beside each `file.js` of a folder that is long enough, at any depth. */
export function press(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !TEXT.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    if (bytes.length < SMALLEST_BYTES) continue;
    for (const [ending, pressed] of Object.entries(FORMS)) writeFileSync(`${file}${ending}`, pressed(bytes));
  }
}
