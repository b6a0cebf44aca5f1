import { fileURLToPath } from 'node:url';
import preset from '../jest-preset.js';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const [[, [transformer, swc]]] = Object.entries(preset.transform);

/** The same for pages of this repository: a browser's objects, React's syntax, styles left out. Not published. */
export default {
  ...preset,
  testEnvironment: 'jsdom',
  testEnvironmentOptions: { customExportConditions: ['@sluice/source', 'browser'] },
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/src/**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '\\.css$': here('./no-styles.js') },
  setupFiles: [here('./missing-objects.js')],
  transform: {
    '^.+\\.tsx?$': [
      transformer,
      { ...swc, jsc: { ...swc.jsc, parser: { ...swc.jsc.parser, tsx: true }, transform: { react: { runtime: 'automatic' } } } },
    ],
  },
  collectCoverageFrom: ['src/**/*.{ts,tsx}', '!src/**/*.test.{ts,tsx}'],
};
