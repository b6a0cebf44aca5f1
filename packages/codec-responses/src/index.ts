export { responsesBridge } from './bridge.ts';
export { responsesDifferences } from './differences.ts';
