/** JSON as it stands. Whoever reads a recording believes nothing of it. */
export type Json = Readonly<Record<string, unknown>>;

export const objectIn = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
export const listIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(objectIn) : []);
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '');
export const numberIn = (value: unknown): number => (typeof value === 'number' ? value : 0);

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A JSON text's value, or the text. */
export const parsedOr = (text: string): unknown => parsed(text) ?? text;

/** Without members that have no value. */
export const compact = (value: Json): Json =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined && each !== null));

/** What of two values is not the same, a line for each place, its path in front. */
export function unlike(expected: unknown, got: unknown, path = ''): readonly string[] {
  if (Object.is(expected, got)) return [];
  if (Array.isArray(expected) && Array.isArray(got)) {
    const length = Math.max(expected.length, got.length);
    return Array.from({ length }, (_, index) => unlike(expected[index], got[index], `${path}[${index}]`)).flat();
  }
  const bothObjects = [expected, got].every((each) => typeof each === 'object' && each !== null && !Array.isArray(each));
  if (!bothObjects) return [`${path}: expected ${shown(expected)}, got ${shown(got)}`];
  const [left, right] = [expected as Json, got as Json];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].flatMap((name) => unlike(left[name], right[name], path === '' ? name : `${path}.${name}`));
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 160 ? `${text.slice(0, 120)}…${text.slice(-30)}` : text;
};
