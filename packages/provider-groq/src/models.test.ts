import { describe, expect, it } from '@jest/globals';
import groq from './index.ts';

describe('the catalogue of Groq', () => {
  it('has each model once, and a living successor for each that is gone', () => {
    const ids = groq.models.map(({ id }) => id);
    const living = new Set(groq.models.filter(({ retired }) => !retired).map(({ id }) => id));

    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, retired } of groq.models) {
      if (retired) expect([id, living.has(retired.successor), /^\d{4}-\d\d-\d\d$/.test(retired.chosen)]).toEqual([id, true, true]);
    }
  });

  it('knows what became of every model that its users read about in older guides', () => {
    const guide = [
      'mixtral-8x7b-32768',
      'llama3-70b-8192',
      'gemma2-9b-it',
      'gemma-7b-it',
      'llama-guard-3-8b',
      'llama3-groq-8b-8192-tool-use-preview',
      'llava-v1.5-7b-4096-preview',
    ];

    expect(guide.filter((id) => !groq.models.some((model) => model.id === id && model.retired))).toEqual([]);
  });
});
