import type { Json } from './json.ts';

/** Calls `wrong` with the first member of an object that is none of the known ones. */
export function onlyKnown(object: Json, known: string | ReadonlySet<string>, wrong: (member: string) => never): void {
  const names = typeof known === 'string' ? new Set(known.split(' ')) : known;
  const unknown = Object.keys(object).find((name) => !names.has(name));
  if (unknown !== undefined) wrong(unknown);
}
