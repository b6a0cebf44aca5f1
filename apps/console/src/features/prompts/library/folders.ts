import type { Collection } from '@sluice/contract';

/** A folder, and how deep it stands within others. */
export interface Folder {
  readonly collection: Collection;
  readonly depth: number;
}

/** Folders as they stand within each other, each level by name. What stands within something unseen stands at the top. */
export function foldersOf(collections: readonly Collection[]): readonly Folder[] {
  const known = new Set(collections.map(({ id }) => id));
  const within = (parent: string | null) =>
    collections
      .filter(({ parent_collection_id: around }) => (around !== null && known.has(around) ? around : null) === parent)
      .toSorted((one, other) => other.is_default - one.is_default || one.name.localeCompare(other.name));
  const walk = (parent: string | null, depth: number): readonly Folder[] =>
    within(parent).flatMap((collection) => [{ collection, depth }, ...walk(collection.id, depth + 1)]);
  return walk(null, 0);
}
