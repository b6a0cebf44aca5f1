import { describe, expect, it } from '@jest/globals';
import { mendModelList } from './model-list.ts';

const model = { type: 'model', id: 'claude-x', display_name: 'X', created_at: '2026-01-01T00:00:00Z' };

describe('the list of models', () => {
  it('can be read by the clients of both', () => {
    expect(mendModelList.reply!({ data: [model], has_more: false })).toEqual({
      object: 'list',
      data: [{ object: 'model', created: 1767225600, owned_by: 'anthropic', ...model }],
      has_more: false,
    });
  });

  it('is one model where one is asked for, and left alone where it is something else', () => {
    const other = { what: 1 };

    expect(mendModelList.reply!(model)).toMatchObject({ object: 'model', id: 'claude-x' });
    expect(mendModelList.reply!(other)).toBe(other);
  });
});
