import type { Stock } from '@sluice/core';

/** Things of the config file beside those of the store. Where both have one of a name, the file's is meant: its operator has the last word. */
export function beside<T extends { readonly slug: string }>(declared: () => ReadonlyMap<string, T>, stored: Stock<T>): Stock<T> {
  return {
    find: (name) => declared().get(name) ?? stored.find(name),
    *all() {
      const ours = declared();
      // What goes by several names is one thing.
      yield* new Set(ours.values());
      for (const each of stored.all()) if (!ours.has(each.slug)) yield each;
    },
  };
}

/** Two tables of tables as one; what the first says of a thing counts. It is made again only where one of them is another. */
export function merged<T>(): (first: Tables<T>, second: Tables<T>) => Tables<T> {
  let of: readonly [Tables<T>, Tables<T>] | undefined;
  let made: Tables<T> = {};
  return (first, second) => {
    if (of?.[0] === first && of[1] === second) return made;
    of = [first, second];
    const names = new Set([...Object.keys(first), ...Object.keys(second)]);
    made = Object.fromEntries([...names].map((name) => [name, { ...second[name], ...first[name] }]));
    return made;
  };
}

type Tables<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;
