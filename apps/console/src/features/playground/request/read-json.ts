/** What a text that should be JSON is. */
export type ReadJson<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string };

type Shape = 'object' | 'list' | 'any';
type Shaped<S extends Shape> = S extends 'list' ? readonly unknown[] : S extends 'any' ? unknown : Readonly<Record<string, unknown>>;

/** Reads a text that somebody typed; nothing typed is nothing wanted. */
export function readJson<S extends Shape>(text: string, shape: S): ReadJson<Shaped<S> | undefined> {
  if (text.trim() === '') return { ok: true, value: undefined };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, problem: `This is no JSON: ${(error as Error).message}` };
  }
  const fits = shape === 'any' || (shape === 'list' ? Array.isArray(value) : isObject(value));
  if (!fits) return { ok: false, problem: shape === 'list' ? 'This must be a list: [ … ]' : 'This must be an object: { … }' };
  return { ok: true, value: value as Shaped<S> };
}

/** Whether it has members. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
