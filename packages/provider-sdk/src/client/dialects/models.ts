import type { Open } from './open.ts';

/** One model that a provider serves. */
export interface ListedModel extends Open {
  readonly id: string;
}

/** The models that a provider serves. */
export interface ModelList extends Open {
  readonly data: readonly ListedModel[];
}
