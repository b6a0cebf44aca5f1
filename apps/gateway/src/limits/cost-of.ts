import type { TokenPrice, UnitPrice } from '@sluice/provider-sdk';
import { inputOf, type ToldTokens } from './told-tokens.ts';

const PER_TOKENS = 1_000_000;

/** US dollars for what was used; undefined where the price of any of it is not known, which is not the same as nothing. */
export function costOf(price: UnitPrice, told: ToldTokens): number | undefined {
  const { input, output, cachedInput, reasoning } = ratesFor(price, told);
  const { cacheWrite, cacheWrite1h, audioInput, audioOutput, imageOutput, perQuery, perAudioSecond } = price;
  let dollars = 0;
  for (const [amount, rate] of [
    [told.plainInput / PER_TOKENS, input],
    [told.cachedInput / PER_TOKENS, cachedInput ?? input],
    [told.cacheWrite / PER_TOKENS, cacheWrite ?? input],
    [told.cacheWrite1h / PER_TOKENS, cacheWrite1h ?? cacheWrite ?? input],
    [told.audioInput / PER_TOKENS, audioInput ?? input],
    [told.plainOutput / PER_TOKENS, output],
    [told.reasoning / PER_TOKENS, reasoning ?? output],
    [told.audioOutput / PER_TOKENS, audioOutput ?? output],
    [told.imageOutput / PER_TOKENS, imageOutput ?? output],
    [told.queries, perQuery],
    [told.seconds, perAudioSecond],
  ] as const) {
    if (amount === 0) continue;
    if (rate === undefined) return undefined;
    dollars += amount * rate;
  }
  return dollars;
}

/** By the tier that served it, and by the length of its prompt. */
function ratesFor(price: UnitPrice, told: ToldTokens): TokenPrice {
  const { tier } = told;
  const served = tier === 'batch' || tier === 'flex' || tier === 'priority' ? price[tier] : undefined;
  const prompt = inputOf(told);
  const long = price.above?.findLast(({ tokens }) => prompt > tokens);
  return { ...price, ...long, ...served };
}
