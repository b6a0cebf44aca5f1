/**
 * Variables as a template may see them: strings escaped for the JSON that they stand in, lists and objects
 * printed as JSON, and nothing reachable but what was given (no prototype, no `constructor`).
 */
export function asView(value: unknown): unknown {
  if (typeof value === 'string') return JSON.stringify(value).slice(1, -1);
  if (Array.isArray(value)) return bare(value.map(asView), () => value.map((item) => JSON.stringify(item)).join(','));
  if (typeof value !== 'object' || value === null) return value;
  return bare(Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asView(member)])), () => JSON.stringify(value));
}

function bare<T extends object>(view: T, print: () => string): T {
  Object.setPrototypeOf(view, null);
  return Object.defineProperty(view, 'toString', { value: print, enumerable: false });
}
