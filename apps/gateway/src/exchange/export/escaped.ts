import { escapeReferences } from '../../config-file/references.ts';

/** A value with every text in it as a config file has to have it. */
export function escaped<T>(value: T): T {
  if (typeof value === 'string') return escapeReferences(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => escaped(each)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, escaped(member as unknown)])) as T;
}

/** An object without what says nothing: null, undefined, and lists and objects with nothing in them. */
export const telling = (members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(members).filter(
      ([, value]) => value !== null && value !== undefined && !(typeof value === 'object' && Object.keys(value).length === 0),
    ),
  );
