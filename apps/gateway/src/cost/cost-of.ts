import type { UnitPrice } from '@sluice/provider-sdk';
import type { Used } from '@sluice/store/logs';
import { picturePrice } from './picture-price.ts';
import { ratesFor, type Rates } from './rates-for.ts';
import { inputOf, outputOf } from './tokens-used.ts';

const PER_MILLION = 1_000_000;

/** So much of something, and US dollars for one of it; undefined where its price is not known. */
type Part = readonly [amount: number, rate: number | undefined];

/** US dollars for what was used; undefined where the price of any of it is not known, which is not the same as nothing. */
export function costOf(price: UnitPrice, used: Used): number | undefined {
  const parts = partsOf(price, used, ratesFor(price, used));
  return parts.some(([amount, rate]) => amount > 0 && rate === undefined) ? undefined : sum(parts);
}

/**
 * US dollars for as much of it as has a price, at the usual price where the tier has none: for a budget, which must not let a
 * call pass as free because some of it has no price.
 */
export function knownCostOf(price: UnitPrice, used: Used): number {
  const { tier: _tier, ...usual } = used;
  return sum(partsOf(price, used, ratesFor(price, used) ?? ratesFor(price, usual)));
}

function partsOf(price: UnitPrice, used: Used, rates: Rates | undefined): readonly Part[] {
  const beside: readonly Part[] = [
    [used.searches ?? 0, price.perSearch],
    [used.fee ?? 0, 1],
  ];
  const units = unitsOf(price, used);
  const tokens = inputOf(used) + outputOf(used) > 0;
  const byTokens = price.input !== undefined || price.output !== undefined || price.imageOutput !== undefined;
  // The same thing may be told twice, as tokens and as seconds or pictures. It is paid once: by tokens, where they are sold.
  return tokens && (byTokens || units.length === 0) ? [...tokensOf(used, rates ?? {}), ...beside] : [...units, ...beside];
}

function tokensOf(used: Used, rates: Rates): readonly Part[] {
  const { input, cachedInput, cacheWrite, cacheWrite1h, audioInput, imageInput, reasoning, audioOutput, imageOutput } = rates;
  // A model that only draws has no other price for what comes out.
  const output = rates.output ?? imageOutput;
  const parts: Part[] = [];
  const add = (tokens: number | undefined, rate: number | undefined) => {
    if (tokens) parts.push([tokens / PER_MILLION, rate]);
  };
  add(used.input, input);
  add(used.cachedInput, cachedInput ?? input);
  add(used.cacheWrite, cacheWrite ?? input);
  add(used.cacheWrite1h, cacheWrite1h ?? cacheWrite ?? input);
  add(used.audioInput, audioInput);
  add(used.imageInput, imageInput ?? input);
  add(used.output, output);
  add(used.reasoning, reasoning ?? output);
  add(used.audioOutput, audioOutput);
  add(used.imageOutput, imageOutput ?? output);
  return parts;
}

function unitsOf(price: UnitPrice, used: Used): readonly Part[] {
  const { images, queries, seconds, characters, pages } = used;
  const parts: readonly (readonly [number | undefined, number | undefined])[] = [
    [images, images === undefined ? undefined : picturePrice(price, used.picture)],
    [queries, price.perQuery],
    [seconds, price.perAudioSecond ?? price.perVideoSecond],
    [characters === undefined ? undefined : characters / PER_MILLION, price.perMillionCharacters],
    [pages, price.perPage],
  ];
  return parts.flatMap(([amount, rate]): readonly Part[] => (amount === undefined ? [] : [[amount, rate]]));
}

const sum = (parts: readonly Part[]): number =>
  parts.reduce((dollars, [amount, rate]) => dollars + (amount > 0 ? amount * (rate ?? 0) : 0), 0);
