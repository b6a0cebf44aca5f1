import { describe, expect, it } from '@jest/globals';
import { before, edited, moved, without } from './conversation.ts';
import { messageOf } from './message.ts';

const [one, two, three] = [messageOf('system', { text: '1' }), messageOf('user', { text: '2' }), messageOf('assistant', { text: '3' })];
const all = [one, two, three];

describe('a conversation', () => {
  it('moves a message by one place, and none beyond its ends', () => {
    expect(moved(all, three.id, -1)).toEqual([one, three, two]);
    expect(moved(all, one.id, -1)).toEqual(all);
    expect(moved(all, three.id, 1)).toEqual(all);
  });

  it('changes one message and leaves the others as they are', () => {
    const changed = edited(all, two.id, { text: 'other' });

    expect(changed.map(({ text }) => text)).toEqual(['1', 'other', '3']);
    expect(changed[0]).toBe(one);
  });

  it('takes one out, and knows what was said before one', () => {
    expect(without(all, two.id)).toEqual([one, three]);
    expect(before(all, three.id)).toEqual([one, two]);
  });
});
