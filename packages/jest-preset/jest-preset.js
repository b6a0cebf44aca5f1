import { fileURLToPath } from 'node:url';

/** Resolved from here, not from the package under test: it is this package that depends on the transformer. */
const transformer = fileURLToPath(import.meta.resolve('@swc/jest'));

const swc = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** Tests beside their sources, TypeScript as ES modules, nothing compiled first. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': [transformer, swc] },
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.test.ts'],
  coverageProvider: 'v8',
};
