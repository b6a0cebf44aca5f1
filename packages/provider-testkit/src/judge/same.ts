import { isObject } from './members.ts';

/**
 * Whether two values are alike, as JSON is. Not node's own comparison: that one looks at prototypes too, and of what
 * `structuredClone` or a JSON parser makes those are of another realm where tests run in one.
 */
export function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, index) => isSame(value, other[index]));
  }
  if (isObject(one) && isObject(other)) {
    const names = Object.keys(one);
    return names.length === Object.keys(other).length && names.every((name) => name in other && isSame(one[name], other[name]));
  }
  return Object.is(one, other);
}
