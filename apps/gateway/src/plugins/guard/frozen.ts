/**
 * JSON that cannot be changed any more, all the way down. What a plugin is given stays what it was: the next target, or
 * whoever reads the answer, is given the same object.
 */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}

/** A copy of JSON as a plugin made it, with no getters, proxies or cycles left to meet later. */
export const plainCopy = (value: unknown): unknown => {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
};
