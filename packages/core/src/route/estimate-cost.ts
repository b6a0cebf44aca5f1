import type { Model } from '@sluice/provider-sdk';
import type { Needs } from './needs.ts';

/** What an answer runs to where the request does not limit it: it only has to be the same for all who are compared. */
const USUAL_OUTPUT_TOKENS = 500;

const PER_TOKENS = 1_000_000;

/** US dollars that a request would cost, by its estimated tokens; undefined where the price is not known, which is not the same as nothing. */
export function estimateCost(model: Model | undefined, { inputTokens, outputTokens = USUAL_OUTPUT_TOKENS }: Needs): number | undefined {
  if (!model?.price) return undefined;
  const { input, output } = model.price;
  return (inputTokens * input + outputTokens * output) / PER_TOKENS;
}
