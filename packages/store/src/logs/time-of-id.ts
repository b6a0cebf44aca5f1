/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** When this id was made, in milliseconds since the epoch; hand-made ids have whatever time their beginning says. */
export const timeOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** Which day of UTC's it stands in, counted from the epoch: what tables are divided by. */
export const dayOfId = (id: string): number => Math.floor(timeOfId(id) / DAY);

/** The first id that there can be at this moment. */
export const firstIdAt = (at: number): string => uuid(hexOf(at) + '0'.repeat(20));

/** An id of version 7 of the same moment as another. */
export function idAt(other: string, dice: Buffer): string {
  const hex = dice.toString('hex');
  return uuid(`${other.slice(0, 8)}${other.slice(9, 13)}7${hex.slice(1, 4)}8${hex.slice(5, 20)}`);
}

const hexOf = (at: number) =>
  Math.min(2 ** 48 - 1, Math.max(0, Math.trunc(at)))
    .toString(16)
    .padStart(12, '0');

const uuid = (hex: string) => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
