/** What a map has under a key, made where it has nothing. */
export function within<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = make()));
  return found;
}

export const newMap = <K, V>() => new Map<K, V>();
