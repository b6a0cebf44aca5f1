import { describe, expect, it } from '@jest/globals';
import { JsonDocument } from '@sluice/provider-sdk';
import { forget } from './forget.ts';
import { pack } from './keepsake.ts';

const bytesAfter = (text: string): string => {
  const document = JsonDocument.parse(Buffer.from(text));
  forget(document.root);
  return document.toBytes().toString();
};

describe('a conversation that goes to a service of this API', () => {
  it('is without the reasoning that we packed, and with what the service encrypted', () => {
    const packed = pack({ blocks: [], details: [], signatures: new Map([['c', 's']]) });
    const theirs = { type: 'reasoning', summary: [], encrypted_content: 'gAAA' };
    const input = [{ role: 'user', content: 'hi' }, { type: 'reasoning', summary: [], encrypted_content: packed }, theirs];

    expect(JSON.parse(bytesAfter(JSON.stringify({ input })))).toEqual({ input: [input[0], theirs] });
  });

  it('keeps its bytes where there is none', () => {
    const text = '{ "input" : "sluice" }';

    expect(bytesAfter(text)).toBe(text);
  });
});
