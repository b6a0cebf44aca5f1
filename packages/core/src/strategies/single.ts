import { never, type Strategy } from './strategy.ts';

export interface Single {
  readonly mode: 'single';
}

/** The first target, whatever stands behind it. Wire spec §9.1. */
export const single: Strategy<Single> = {
  *propose() {
    yield { branch: 0, why: () => 'single takes the first target' };
  },
  movesOn: never,
  alternatives: false,
};
