import type { Cassette, Exchange } from './cassette.ts';
import { nearest } from './nearest.ts';
import { addressKey, requestKey, type AskedFor } from './request-key.ts';

/** What becomes of a request whose recordings are all used up. */
export type Repeat = 'last' | 'cycle' | 'fail';

export interface Choice {
  readonly repeat: Repeat;
  /** What becomes of a request that was not recorded: an error, or the next answer of the same address. */
  readonly onMiss: 'error' | 'any';
}

/** What there is to play, or why there is nothing. */
export type Found = { readonly exchange: Exchange } | { readonly missing: string };

/** A cassette that is being played. Whoever asks takes the next recording at once, so that of many who ask at a time each gets one. */
export class Player {
  readonly #cassette: Cassette;
  readonly #byRequest = new Map<string, Exchange[]>();
  readonly #byAddress = new Map<string, Exchange[]>();
  readonly #used = new Map<string, number>();

  constructor(cassette: Cassette) {
    this.#cassette = cassette;
    for (const exchange of cassette.exchanges) {
      file(this.#byRequest, requestKey(exchange.request), exchange);
      file(this.#byAddress, addressKey(exchange.request), exchange);
    }
  }

  next(asked: AskedFor, { repeat, onMiss }: Choice): Found {
    const key = requestKey(asked);
    const same = this.#byRequest.get(key);
    if (same) return this.#take(`= ${key}`, same, repeat);
    const address = addressKey(asked);
    const alike = this.#byAddress.get(address);
    if (alike && onMiss === 'any') return this.#take(`~ ${address}`, alike, repeat);
    const { name, exchanges } = this.#cassette;
    return { missing: `the cassette "${name}" has no answer to ${address}${nearest(asked, alike ?? [], exchanges)}` };
  }

  #take(key: string, recorded: readonly Exchange[], repeat: Repeat): Found {
    const used = this.#used.get(key) ?? 0;
    if (used >= recorded.length && repeat === 'fail')
      return { missing: `the cassette "${this.#cassette.name}" has ${recorded.length} of this request, and all were played` };
    this.#used.set(key, used + 1);
    return { exchange: recorded[repeat === 'last' ? Math.min(used, recorded.length - 1) : used % recorded.length]! };
  }
}

function file(drawers: Map<string, Exchange[]>, key: string, exchange: Exchange): void {
  const drawer = drawers.get(key);
  if (drawer) drawer.push(exchange);
  else drawers.set(key, [exchange]);
}
