import { badRequest } from '@sluice/provider-sdk/chat';

/** OpenAI's `size` (`1536x1024`) as the ratio nearest to it; undefined for `auto`. */
export function aspectRatioFor(size: string | undefined, ratios: readonly string[]): string | undefined {
  if (size === undefined || size === 'auto') return undefined;
  const found = /^(\d+)[x:](\d+)$/.exec(size);
  const wanted = found ? Number(found[1]) / Number(found[2]) : NaN;
  if (!(wanted > 0 && wanted < Infinity)) throw badRequest('size', 'must be a width and a height, as in 1024x1024');
  const distance = (ratio: string) => Math.abs(Math.log(wanted / valueOf(ratio)));
  return ratios.toSorted((one, other) => distance(one) - distance(other))[0];
}

function valueOf(ratio: string): number {
  const [width, height] = ratio.split(':');
  return Number(width) / Number(height);
}
