import { LRUCache } from 'lru-cache';

/**
 * A map that lets go of what was not used lately once it holds so many. It is bounded by a size and not by `max`, for which
 * room would be made at the start: a hundred thousand places cost every start ten milliseconds, and most stay empty.
 */
export const boundedMap = <Value extends object | number>(most: number) =>
  new LRUCache<string, Value>({ maxSize: most, sizeCalculation: () => 1 });
