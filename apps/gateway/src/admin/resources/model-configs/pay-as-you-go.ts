import type { CentsEach, PayAsYouGo, TokenCents } from '@sluice/contract';
import type { PicturePrice, TokenPrice, UnitPrice } from '@sluice/provider-sdk';

const CENTS = 100;
const PER_MILLION = 1_000_000;

/** What each kind of token is called here, by our own word for it. */
const TOKENS = {
  request_token: 'input',
  response_token: 'output',
  cache_read_input_token: 'cachedInput',
  reasoning_token: 'reasoning',
} as const satisfies Readonly<Record<keyof TokenCents, keyof TokenPrice>>;

const MORE_TOKENS = {
  cache_write_input_token: 'cacheWrite',
  cache_write_1h_input_token: 'cacheWrite1h',
  request_audio_token: 'audioInput',
  response_audio_token: 'audioOutput',
  request_image_token: 'imageInput',
  response_image_token: 'imageOutput',
} as const satisfies Partial<Readonly<Record<keyof PayAsYouGo, keyof UnitPrice>>>;

/** What is no token, and how many of it our own price is for. */
const UNITS = {
  web_search: ['perSearch', 1],
  page: ['perPage', 1],
  query: ['perQuery', 1],
  audio_second: ['perAudioSecond', 1],
  video_second: ['perVideoSecond', 1],
  character: ['perMillionCharacters', PER_MILLION],
  input_image: ['perInputImage', 1],
} as const satisfies Readonly<Record<string, readonly [keyof UnitPrice, number]>>;

/** A price as Portkey's clients read it: US cents for one of each. What is not known is left out. Wire spec §22. */
export function payAsYouGo(price: UnitPrice): PayAsYouGo {
  const units = definedOf(Object.entries(UNITS).map(([name, [member, of]]) => [name, each(price[member], of)]));
  const image = pictures(price);
  return {
    ...tokenCents(price),
    ...definedOf(Object.entries(MORE_TOKENS).map(([name, member]) => [name, each(price[member], PER_MILLION)])),
    ...(Object.keys(units).length > 0 && { additional_units: units }),
    ...(image && { image }),
    ...definedOf((['batch', 'flex', 'priority'] as const).map((tier) => [tier, price[tier] && tokenCents(price[tier])])),
    ...(price.above && { above: price.above.map((long) => ({ tokens: long.tokens, ...tokenCents(long) })) }),
  };
}

const tokenCents = (price: TokenPrice): TokenCents =>
  definedOf(Object.entries(TOKENS).map(([name, member]) => [name, each(price[member], PER_MILLION)]));

/** Without the dust of binary fractions. */
const each = (dollars: number | undefined, of: number): CentsEach | undefined =>
  dollars === undefined ? undefined : { price: Number(((dollars * CENTS) / of).toPrecision(12)) };

function pictures({ perImage, pictures: kinds = [] }: UnitPrice): PayAsYouGo['image'] {
  const all: readonly PicturePrice[] = perImage === undefined ? kinds : [{ price: perImage }, ...kinds];
  if (all.length === 0) return undefined;
  const qualities = [...new Set(all.map(({ quality = ANY }) => quality))];
  return Object.fromEntries(
    qualities.map((wanted) => [
      wanted,
      Object.fromEntries(all.filter(({ quality = ANY }) => quality === wanted).map(({ size = ANY, price }) => [size, each(price, 1)!])),
    ]),
  );
}

const ANY = 'default';

const definedOf = <Value>(entries: readonly (readonly [string, Value | undefined])[]): Record<string, Value> =>
  Object.fromEntries(entries.filter((entry): entry is readonly [string, Value] => entry[1] !== undefined));
