import { isItem, type Item } from './snapshot.ts';

/** Stands where a key has to be until its owner brings it; what holds it is archived, so that nothing is called with it. */
export const NO_KEY = 'not-imported';

/** Something whose end alone is shown: stars, dots or bullets in place of the rest. */
const MASKED = /[*•…]{2,}|…|^x{4,}/;

/** What Portkey tells of a credential: all but its secrets. */
export function toldOf(item: Item, ...members: readonly string[]): { readonly told: Item; readonly notes: readonly string[] } {
  const told: Record<string, unknown> = {};
  const notes: string[] = [];
  for (const member of members) {
    const inside = item[member];
    for (const [name, value] of Object.entries(isItem(inside) ? inside : {})) {
      if (value === null || value === '') continue;
      if (hidesSecrets(value)) notes.push(`"${name}" is shown by its end only, and was not taken`);
      else told[name] = value;
    }
  }
  return { told, notes };
}

function hidesSecrets(value: unknown): boolean {
  if (typeof value === 'string') return MASKED.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hidesSecrets);
}
