import type { ModelPricing, Reckoning } from '@sluice/contract';

type Product = Reckoning['operands'][number];

const product = (count: string, rate: string): Product => ({
  operation: 'multiply',
  operands: [{ value: count }, { value: `rates.${rate}` }],
});

const sum = (...products: readonly Product[]): Reckoning => ({ operation: 'sum', operands: products });

/** How a cost is made of tokens, each of which counts in one place only. A rate that is not there is that of its side. */
export const CALCULATE: ModelPricing['calculate'] = {
  request: sum(
    product('input_tokens', 'request_token'),
    product('cache_read_tokens', 'cache_read_input_token'),
    product('cache_write_tokens', 'cache_write_input_token'),
    product('input_audio_tokens', 'request_audio_token'),
  ),
  response: sum(
    product('output_tokens', 'response_token'),
    product('reasoning_tokens', 'reasoning_token'),
    product('output_audio_tokens', 'response_audio_token'),
  ),
};
