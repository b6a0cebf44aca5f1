import { describe, expect, it } from '@jest/globals';
import { modelsOf } from './models.ts';

describe('the models of a preset', () => {
  it('are those of its provider', () => {
    expect(modelsOf('moonshot').some(({ id }) => id.startsWith('kimi-'))).toBe(true);
    expect(modelsOf('voyage').every(({ supports }) => supports?.includes('embeddings') || supports?.includes('rerank'))).toBe(true);
  });

  it('are none where the table has none', () => {
    expect([modelsOf('nobody'), modelsOf('constructor')]).toEqual([[], []]);
  });
});
