import type { PricingConfig } from '@sluice/contract';
import type { UnitPrice } from '@sluice/provider-sdk';

/** Portkey's prices are cents for one token, ours dollars for a million. */
const DOLLARS_PER_MILLION = 1_000_000 / 100;

/** What each of Portkey's words is here; of a price in cents for one of it. */
export const PORTKEY_UNITS: Readonly<Record<string, { readonly name: keyof UnitPrice; readonly factor: number }>> = {
  request_token: { name: 'input', factor: DOLLARS_PER_MILLION },
  response_token: { name: 'output', factor: DOLLARS_PER_MILLION },
  cache_read_input_token: { name: 'cachedInput', factor: DOLLARS_PER_MILLION },
  cache_write_input_token: { name: 'cacheWrite', factor: DOLLARS_PER_MILLION },
  request_audio_token: { name: 'audioInput', factor: DOLLARS_PER_MILLION },
  response_audio_token: { name: 'audioOutput', factor: DOLLARS_PER_MILLION },
};

/** What a model costs by an integration's own `pricing_config`, as our own catalogues have it. */
export function unitPriceOf({ pay_as_you_go: units }: PricingConfig): UnitPrice {
  return Object.fromEntries(
    Object.entries(units).flatMap(([unit, given]) => {
      const known = PORTKEY_UNITS[unit];
      return known && given ? [[known.name, given.price * known.factor]] : [];
    }),
  );
}
