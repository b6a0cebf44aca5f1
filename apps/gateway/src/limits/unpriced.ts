import type { Spending } from '@sluice/core';

/** Calls whose cost nobody knows, by provider and model. */
export interface UnpricedCalls {
  readonly provider: string;
  readonly model: string;
  readonly calls: number;
}

/** Models that are counted one by one: their names are callers' words, and labels must stay few. */
const MOST = 200;

const OTHERS = { provider: 'others', model: 'others' };

/** Counts calls that a budget in dollars could not count, and says so once for each model. */
export class Unpriced {
  readonly #onFirst: (provider: string, model: string) => void;
  readonly #calls = new Map<string, { readonly provider: string; readonly model: string; calls: number }>();

  constructor(onFirst: (provider: string, model: string) => void) {
    this.#onFirst = onFirst;
  }

  note({ provider, model }: Spending): void {
    // What has no model is no answer of one.
    if (model === undefined) return;
    const name = `${provider.id} ${model}`;
    const known = this.#calls.get(name) ?? (this.#calls.size < MOST ? undefined : this.#calls.get('others'));
    if (known) return void known.calls++;
    const isRoom = this.#calls.size < MOST;
    this.#calls.set(isRoom ? name : 'others', { ...(isRoom ? { provider: provider.id, model } : OTHERS), calls: 1 });
    if (isRoom) this.#onFirst(provider.id, model);
  }

  all(): readonly UnpricedCalls[] {
    return [...this.#calls.values()];
  }
}
