/** US dollars as the wire has them, in cents and without the dust of binary fractions; null where nobody knows. */
export const cents = (dollars: number | undefined): number | null =>
  dollars === undefined ? null : Number((dollars * 100).toPrecision(12));
