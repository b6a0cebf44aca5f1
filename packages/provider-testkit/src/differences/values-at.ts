import { isObject } from '../judge/members.ts';

/**
 * What stands at a path without numbers, `messages[].role`, in words that can be compared: texts and numbers as they stand, of a
 * list how long it is, and of an object that it is one. Empty where nothing is there.
 */
export const valuesAt = (call: unknown, path: string): ReadonlySet<string> => new Set(found(call, stepsOf(path)).map(told));

/** Whether a path is another, or within it. */
export function isWithin(path: string, outer: string): boolean {
  const steps = stepsOf(path);
  return stepsOf(outer).every((step, at) => steps[at] === step);
}

/** `messages[].role` goes by `messages`, `[]` and `role`. */
const stepsOf = (path: string): readonly string[] => path.match(/\[\]|[^.[\]]+/g) ?? [];

function found(value: unknown, [step, ...rest]: readonly string[]): readonly unknown[] {
  if (step === undefined) return value === undefined ? [] : [value];
  if (step === '[]') return Array.isArray(value) ? value.flatMap((each) => found(each, rest)) : [];
  return isObject(value) ? found(value[step], rest) : [];
}

const told = (value: unknown): string =>
  Array.isArray(value) ? `a list of ${value.length}` : isObject(value) ? 'an object' : String(value);
