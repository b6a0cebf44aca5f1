import type { Capability, Model, UnitPrice } from '@sluice/provider-sdk';

/** One model as the file describes it; the names of a price are those of `UnitPrice`, in snake case. */
export interface ModelEntry {
  readonly context?: number;
  readonly max_output?: number;
  readonly supports?: readonly Capability[];
  readonly retires?: string;
  readonly price?: Readonly<Record<string, unknown>>;
}

/** What an entry says, in the catalogue's words. */
export function readModelEntry({ max_output: maxOutput, price, ...rest }: ModelEntry): Omit<Model, 'id'> {
  return { ...rest, ...(maxOutput !== undefined && { maxOutput }), ...(price && priced(inCamelCase(price) as UnitPrice)) };
}

/** Only a price with both sides can be reckoned from tokens, so any other has a name of its own. */
function priced(given: UnitPrice): Pick<Model, 'price' | 'unitPrice'> {
  const all = given.above ? { ...given, above: given.above.toSorted((a, b) => a.tokens - b.tokens) } : given;
  const { input, output } = all;
  return input === undefined || output === undefined ? { unitPrice: all } : { price: { ...all, input, output } };
}

const inCamelCase = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inCamelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      inCamelCase(member),
    ]),
  );
};
