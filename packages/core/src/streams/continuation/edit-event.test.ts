import { describe, expect, it } from '@jest/globals';
import { editPiece, type PieceEdit } from './edit-event.ts';

const edit = (event: string, change: PieceEdit) => editPiece(Buffer.from(event), change).toString();

describe('editing one piece of an answer', () => {
  it.each<[string, string, PieceEdit, string]>([
    ['the id alone', 'data:{"id" : "a", "n":1.0}\r\n\r\n', { id: 'b' }, 'data:{"id" : "b", "n":1.0}\r\n\r\n'],
    ['no id where there is none', 'data: {"n": 1}\n\n', { id: 'b' }, 'data: {"n": 1}\n\n'],
    [
      'the text, and what was said of the old one',
      'data: {"choices":[{"delta":{"content":"ab","content_blocks":[]},"logprobs":{"content":[1]}}]}\n\n',
      { text: 'b' },
      'data: {"choices":[{"delta":{"content":"b"},"logprobs":null}]}\n\n',
    ],
    [
      'thoughts',
      'data: {"choices":[{"delta":{"content":"a","reasoning_content":"hm","thinking":"h"}}]}\n\n',
      { withoutReasoning: true },
      'data: {"choices":[{"delta":{"content":"a"}}]}\n\n',
    ],
    ['an event of several lines', 'event: x\ndata: {"id":\ndata: "a"}\n\n', { id: 'b' }, 'event: x\ndata: {"id":\ndata: "b"}\n\n'],
  ])('changes %s', (_, event, change, expected) => {
    expect(edit(event, change)).toBe(expected);
  });
});
