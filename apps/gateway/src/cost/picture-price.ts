import type { UnitPrice } from '@sluice/provider-sdk';

/**
 * US dollars for one picture; undefined where nobody knows.
 *
 * @param asked Its quality and size as `picture` in `Used` has them: what was not said is left out.
 */
export function picturePrice({ pictures, perImage }: UnitPrice, asked: string | undefined): number | undefined {
  if (!pictures) return perImage;
  const words = asked?.split(' ') ?? [];
  const size = words.find((word) => SIZE.test(word));
  const quality = words.find((word) => word !== size);
  const fitting = pictures.filter((each) => fits(each.size, size) && fits(each.quality, quality));
  // Whoever did not say which gets the usual one; where several could be that, nobody knows which it was.
  const prices = new Set(fitting.map(({ price }) => price));
  return prices.size === 1 ? fitting[0]!.price : undefined;
}

const SIZE = /^\d+x\d+$/;

const fits = (listed: string | undefined, asked: string | undefined): boolean =>
  listed === undefined || asked === undefined || listed === asked;
