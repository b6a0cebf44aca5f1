import type { LongPromptPrice, TokenPrice, UnitPrice } from '@sluice/provider-sdk';
import type { Used } from '@sluice/store/logs';
import { inputOf } from './tokens-used.ts';

type ByTier = 'input' | 'output' | 'cachedInput' | 'reasoning';

type Kind = ByTier | 'cacheWrite' | 'cacheWrite1h' | 'audioInput' | 'imageInput' | 'audioOutput' | 'imageOutput';

/** US dollars for a million tokens of each kind; undefined where nobody knows. */
export type Rates = { readonly [K in Kind]?: number | undefined };

/** What tokens cost by the length of the prompt that they were part of, and by the tier that served it; undefined where nobody knows. */
export function ratesFor(price: UnitPrice, used: Used): Rates | undefined {
  const prompt = inputOf(used);
  const long = price.above?.findLast(({ tokens }) => prompt > tokens);
  const { tier } = used;
  const served = tier === 'flex' || tier === 'priority' || tier === 'batch' ? price[tier] : undefined;
  if (tier !== undefined && !served) return undefined;
  if (!served && !long) return price;
  const tokens = served ? inTier(served, price, long) : inLongPrompt(price, long!);
  // What is not listed by tier or by length is a multiple of its usual price, as the tokens beside it are: so say the pages of
  // those who sell them.
  const [into, out] = [ratio(tokens.input, price.input), ratio(tokens.output, price.output)];
  return {
    ...tokens,
    cacheWrite: times(price.cacheWrite, into),
    cacheWrite1h: times(price.cacheWrite1h, into),
    audioInput: times(price.audioInput, into),
    imageInput: times(price.imageInput, into),
    audioOutput: times(price.audioOutput, out),
    imageOutput: times(price.imageOutput, out),
  };
}

const inLongPrompt = ({ input, output, cachedInput, reasoning }: UnitPrice, long: LongPromptPrice): Pick<Rates, ByTier> => ({
  input: long.input ?? input,
  output: long.output ?? output,
  cachedInput: long.cachedInput ?? long.input ?? cachedInput,
  reasoning: long.reasoning ?? long.output ?? reasoning,
});

/** A long prompt costs so many times more in any tier. */
function inTier(
  { input, output, cachedInput, reasoning }: TokenPrice,
  usual: UnitPrice,
  long: LongPromptPrice | undefined,
): Pick<Rates, ByTier> {
  const [longIn, longOut] = [ratio(long?.input, usual.input), ratio(long?.output, usual.output)];
  return {
    input: times(input, longIn),
    output: times(output, longOut),
    cachedInput: times(cachedInput, longIn),
    reasoning: times(reasoning, longOut),
  };
}

const ratio = (price: number | undefined, usual: number | undefined): number => (price === undefined || !usual ? 1 : price / usual);

const times = (price: number | undefined, factor: number): number | undefined => (price === undefined ? undefined : price * factor);
