import type { Fields } from './sdk.ts';

/** A config that asks with the seed 1 for calls whose metadata name the team `core`, and with 2 for all others. */
export const seedByTeam = (virtual_key: string): Fields => ({
  strategy: {
    mode: 'conditional',
    // oxlint-disable-next-line unicorn/no-thenable -- the wire format's own word.
    conditions: [{ query: { 'metadata.team': { $eq: 'core' } }, then: 'core' }],
    default: 'rest',
  },
  targets: [
    { name: 'core', virtual_key, override_params: { seed: 1 } },
    { name: 'rest', virtual_key, override_params: { seed: 2 } },
  ],
});
