import { describe, expect, it } from '@jest/globals';
import { plainFile } from './plain-file.ts';

const file = (members: object, document?: object) => {
  const part = { type: 'file', file: members };
  return plainFile(part, { ...part, document });
};

describe('a document in a call from another door', () => {
  it('has a name, its title where it has one', () => {
    const data = { file_data: 'data:application/pdf;base64,AA' };

    expect(file(data)).toEqual([{ type: 'file', file: { ...data, filename: 'document.pdf' } }]);
    expect(file(data, { title: 'T.pdf', context: 'of 2026' })).toEqual([
      { type: 'text', text: 'T.pdf\nof 2026' },
      { type: 'file', file: { ...data, filename: 'T.pdf' } },
    ]);
    expect(file({ file_id: 'f' })).toEqual([{ type: 'file', file: { file_id: 'f' } }]);
  });

  it.each(['data:text/plain;base64,w6k=', 'data:text/plain,%C3%A9'])('of words is words: %s', (address) => {
    expect(file({ file_data: address })).toEqual([{ type: 'text', text: 'é' }]);
  });

  it('is no other part', () => {
    const part = { type: 'text', text: 'a' };

    expect(plainFile(part, part)).toEqual([part]);
  });
});
