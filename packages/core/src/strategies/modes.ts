import type { OwnMode } from './strategy.ts';

// A table, so that the compiler says which mode is missing.
const MODES: Readonly<Record<OwnMode, true>> = {
  single: true,
  fallback: true,
  loadbalance: true,
  conditional: true,
  split: true,
  least_latency: true,
  lowest_cost: true,
};

/** Every mode that the gateway has without plugins. */
export const OWN_MODES: readonly OwnMode[] = Object.keys(MODES) as OwnMode[];

/** Whether the gateway has a mode itself. */
export const isOwnMode = (mode: unknown): mode is OwnMode => typeof mode === 'string' && Object.hasOwn(MODES, mode);
