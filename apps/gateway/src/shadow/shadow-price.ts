import type { Explanation } from '@sluice/core';
import { costOf } from '../cost/cost-of.ts';
import type { Prices } from '../cost/price-of.ts';

/** Tokens that come out where the request does not say how many may. */
const USUAL_OUTPUT_TOKENS = 500;

/** What a copy is going to cost, about: the dearest of all that may be asked, in US dollars; undefined where one of them has no price. */
export function shadowPrice({ targets, estimate }: Explanation, prices: Prices): number | undefined {
  const used = { input: estimate.input_tokens, output: estimate.output_tokens ?? USUAL_OUTPUT_TOKENS };
  let most = 0;
  for (const { provider, model, virtual_key: virtualKey } of targets) {
    // One that nobody knows is not called.
    if (provider === null) continue;
    const price = prices({ provider, model: model ?? undefined, virtualKey: virtualKey ?? undefined });
    if (!price) return undefined;
    // Speech, pictures and pages are not sold by what can be told beforehand.
    most = Math.max(most, costOf(price, used) ?? 0);
  }
  return most;
}
