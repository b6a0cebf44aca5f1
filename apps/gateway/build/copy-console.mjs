// Puts the console beside the compiled code, if it was built before: a published gateway carries it, so that it can be
// served without this repository. Its source maps stay here, as the gateway's own do.
import { cpSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { press } from './press.mjs';

const from = new URL('../../console/dist/', import.meta.url);
const to = new URL('../dist/console/', import.meta.url);

if (existsSync(from)) {
  cpSync(from, to, { recursive: true, filter: (file) => !file.endsWith('.map') });
  press(fileURLToPath(to));
}
