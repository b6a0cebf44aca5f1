/** JSON as it came, read member by member. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of objects; what is none of that is an empty list. */
export const objectsIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly unknown[]).filter(isObject) : []);

export const objectIn = (value: unknown): Json => (isObject(value) ? value : {});

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** JSON of a text, undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // That it is none is the answer.
    return undefined;
  }
}
