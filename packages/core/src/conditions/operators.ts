/** What an operator asks of a value. */
export type Test = (value: unknown) => boolean;

/** Metadata travels as text, so `"1"` and `1` are one. */
const same = (left: unknown, right: unknown): boolean =>
  left === right ||
  (isPlain(left) && isPlain(right) ? String(left) === String(right) : JSON.stringify(left ?? null) === JSON.stringify(right ?? null));

const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);

const number = (value: unknown) => Number.parseFloat(String(value));

const compares =
  (holds: (left: number, right: number) => boolean) =>
  (operand: unknown): Test => {
    const right = number(operand);
    return (value) => holds(number(value), right);
  };

const list = (operand: unknown): readonly unknown[] => (Array.isArray(operand) ? operand : [operand]);

/** Every operator of the condition language but those that join others. Wire spec §9.4. */
export const OPERATORS: Readonly<Record<string, (operand: unknown) => Test>> = {
  $eq: (operand) => (value) => same(value, operand),
  $ne: (operand) => (value) => !same(value, operand),
  $gt: compares((left, right) => left > right),
  $gte: compares((left, right) => left >= right),
  $lt: compares((left, right) => left < right),
  $lte: compares((left, right) => left <= right),
  $in: (operand) => (value) => list(operand).some((each) => same(value, each)),
  $nin: (operand) => (value) => !list(operand).some((each) => same(value, each)),
};
