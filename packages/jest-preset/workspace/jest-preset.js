import preset from '../jest-preset.js';

/** The same for this repository's own packages, which see each other's sources in place of what was built last. Not published. */
export default {
  ...preset,
  testEnvironmentOptions: { customExportConditions: ['@sluice/source', 'node', 'node-addons'] },
};
