import type { Listening } from '../heard.ts';
import { isObject, type Json } from '../json.ts';
import { refuse } from './refuse.ts';

/** Hears a mark for the cache, where a block is one. */
export function markIn(block: Json, heard: Listening): void {
  if (isObject(block['cachePoint'])) {
    if (block['cachePoint']['type'] !== 'default') refuse('cachePoint.type must be default');
    heard.cacheMarks += 1;
  }
}
