// Puts the console beside the compiled code, if it was built before: a published gateway carries it, so that it can be
// served without this repository. Its source maps stay here, as the gateway's own do; they say whose work it carries.
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { press } from './press.mjs';
import { packagesOf, thirdPartyNotice } from './third-party.mjs';

const from = fileURLToPath(new URL('../../console/dist/', import.meta.url));
const to = fileURLToPath(new URL('../dist/console/', import.meta.url));

if (existsSync(from)) {
  cpSync(from, to, { recursive: true, filter: (file) => !file.endsWith('.map') });
  press(to);
  writeFileSync(join(to, 'THIRD-PARTY.txt'), thirdPartyNotice(packagesOf(sources(), from)));
}

/** The files that the console is made of, seen from its folder. */
function sources() {
  const maps = readdirSync(join(from, 'assets')).filter((file) => file.endsWith('.js.map'));
  return maps.flatMap((file) =>
    JSON.parse(readFileSync(join(from, 'assets', file), 'utf8')).sources.map((source) => join('assets', source)),
  );
}
