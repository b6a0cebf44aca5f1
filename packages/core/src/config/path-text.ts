import type { Problem } from './read-config.ts';

/** A place in a config as its reader would write it: `targets[1].retry.attempts`. */
export const pathText = (path: Problem['path']): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
