import type { Need } from '../guide/needs.ts';

/** Some minutes and a registry: more than a run on one's own machine should take unasked. */
export const registry: Need = {
  met: Boolean(process.env['CI'] || process.env['SLUICE_E2E_PACKAGES']),
  remedy: 'installs every package alone, from a registry and for some minutes; run it with: npm run test:packages',
};
