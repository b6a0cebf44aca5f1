import { describe, expect, it } from '@jest/globals';
import { placeText } from './place-text.ts';

const text = (said: string, more = {}) => ({ type: 'text', text: said, ...more });
const search = { type: 'server_tool_use', id: 's' };
const thinking = { type: 'thinking', thinking: 't', signature: 's' };

describe('text among blocks', () => {
  it('is the blocks’ own, with its citations, where both say the same', () => {
    const cited = text('b', { citations: [1] });

    expect(placeText([text('a'), search, cited], [text('ab')])).toEqual([text('a'), search, cited]);
  });

  it('is after the blocks where they have none, and before them what a stream told before them', () => {
    expect(placeText([thinking], [text('a')])).toEqual([thinking, text('a')]);
    expect(placeText([search, text('b')], [text('ab')])).toEqual([text('a'), search, text('b')]);
  });

  it('is what somebody made of it, where the first of it stood', () => {
    expect(placeText([thinking, text('a'), search, text('b')], [text('***')])).toEqual([thinking, text('***'), search]);
  });
});
