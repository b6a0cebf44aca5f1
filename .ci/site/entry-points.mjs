import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The packages that have a reference: what plugins are written with, and what the gateway is built on. */
const PACKAGES = ['provider-sdk', 'provider-testkit', 'core'];

/** Each public entry of the packages: the name that it is imported by, and its source. */
export function entryPoints(packages) {
  return PACKAGES.filter((folder) => existsSync(join(packages, folder, 'package.json'))).flatMap((folder) => {
    const { name, exports } = JSON.parse(readFileSync(join(packages, folder, 'package.json'), 'utf8'));
    return Object.entries(exports)
      .filter(([, target]) => target['@sluice/source'] !== undefined)
      .map(([subpath, target]) => ({
        packageName: name,
        name: name + subpath.slice(1),
        source: join(packages, folder, target['@sluice/source']),
      }));
  });
}
