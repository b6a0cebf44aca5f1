import { describe, expect, it } from '@jest/globals';
import { likelyModel } from './likely-model.ts';

describe('the model of a first call', () => {
  it('is a small one that chats', () => {
    const model = likelyModel(['text-embedding-3-small', 'acme-4-audio-mini', 'acme-4', 'acme-4-mini', 'acme-rerank']);

    expect(model).toBe('acme-4-mini');
  });

  it('is whatever there is, where nothing else is known', () => {
    expect(likelyModel(['acme-embed'])).toBe('acme-embed');
    expect(likelyModel([])).toBeUndefined();
  });
});
