/** US dollars in all; undefined as soon as nobody knows one of them, and nothing for none. */
export const sumCosts = (costs: readonly (number | undefined)[]): number | undefined =>
  costs.reduce<number | undefined>((sum, cost) => (sum === undefined || cost === undefined ? undefined : sum + cost), 0);
