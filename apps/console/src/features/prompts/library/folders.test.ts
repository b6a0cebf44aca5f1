import { describe, expect, it } from '@jest/globals';
import type { Collection } from '@sluice/contract';
import { foldersOf } from './folders.ts';

const folder = (id: string, parent: string | null = null, isDefault: 0 | 1 = 0): Collection => ({
  id,
  slug: id,
  name: id,
  workspace_id: 'w',
  parent_collection_id: parent,
  is_default: isDefault,
  status: 'active',
  created_at: '2026-01-01T00:00:00Z',
  last_updated_at: '2026-01-01T00:00:00Z',
  collection_details: { collection_count: 0, prompt_count: 0, partial_count: 0 },
  object: 'collection',
  origin: 'api',
});

const shown = (...all: readonly Collection[]) => foldersOf(all).map(({ collection, depth }) => `${'-'.repeat(depth)}${collection.name}`);

describe('folders', () => {
  it('stand within each other, by name, the default one first', () => {
    expect(shown(folder('b'), folder('a'), folder('c', 'a'), folder('z', null, 1), folder('d', 'c'))).toEqual(['z', 'a', '-c', '--d', 'b']);
  });

  it('stand at the top where what they are in is not to be seen', () => {
    expect(shown(folder('a', 'unseen'))).toEqual(['a']);
  });
});
