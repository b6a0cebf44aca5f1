import type { Need } from '../guide/needs.ts';

/** A registry, for what authors test with, and some minutes. */
export const registry: Need = {
  met: Boolean(process.env['CI'] || process.env['SLUICE_E2E_PACKAGES']),
  remedy: 'installs what authors of plugins test with, from a registry and for some minutes; run it with: npm run test:packages',
};
