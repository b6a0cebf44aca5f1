import type { ModelPricing } from '@sluice/contract';

/** What one kind of use came to. */
export interface CostLine {
  readonly name: string;
  readonly count: number;
  /** US cents; undefined where its price is not known. */
  readonly cents: number | undefined;
}

const NAMES: Readonly<Record<string, string>> = {
  input: 'Tokens in',
  cached_input: 'Tokens in, from the provider’s cache',
  cache_write: 'Tokens written to the provider’s cache',
  cache_write_1h: 'Tokens written to the provider’s cache for an hour',
  audio_input: 'Audio tokens in',
  image_input: 'Image tokens in',
  output: 'Tokens out',
  reasoning: 'Tokens of thought',
  audio_output: 'Audio tokens out',
  image_output: 'Image tokens out',
  images: 'Images',
  seconds: 'Seconds',
  queries: 'Queries',
  searches: 'Searches',
  characters: 'Characters',
  pages: 'Pages',
};

type Prices = ModelPricing['pay_as_you_go'];
type TokenPrice = Exclude<keyof Prices, 'additional_units' | 'image' | 'batch' | 'flex' | 'priority' | 'above'>;

/** The price of each kind, and that which stands in where it has none of its own. */
const PRICED: Readonly<Record<string, readonly TokenPrice[]>> = {
  input: ['request_token'],
  cached_input: ['cache_read_input_token', 'request_token'],
  cache_write: ['cache_write_input_token', 'request_token'],
  cache_write_1h: ['cache_write_1h_input_token', 'cache_write_input_token', 'request_token'],
  output: ['response_token'],
  reasoning: ['reasoning_token', 'response_token'],
};

/**
 * What a request used, each kind with what it cost.
 *
 * @param cost US cents in all, as the record has it.
 * @param prices Of today. Where they do not come to what the record says, no line is given a cost: the price was another then, or of
 *   another tier.
 */
export function costLines(usage: Readonly<Record<string, unknown>>, cost: number | null, prices: Prices | undefined): readonly CostLine[] {
  const lines = Object.entries(usage).flatMap(([name, count]): CostLine[] =>
    typeof count === 'number' && count > 0 && NAMES[name] !== undefined
      ? [{ name: NAMES[name], count, cents: centsOf(name, count, prices) }]
      : [],
  );
  const sum = lines.reduce<number | undefined>((all, { cents }) => (all === undefined || cents === undefined ? undefined : all + cents), 0);
  if (cost === 0) return lines.map((line) => ({ ...line, cents: 0 }));
  if (cost !== null && sum !== undefined && Math.abs(sum - cost) <= cost * 1e-6) return lines;
  return lines.map((line) => ({ ...line, cents: undefined }));
}

function centsOf(name: string, count: number, prices: Prices | undefined): number | undefined {
  const price = PRICED[name]?.map((member) => prices?.[member]?.price).find((each) => each !== undefined);
  return price === undefined ? undefined : count * price;
}
