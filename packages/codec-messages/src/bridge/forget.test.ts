import { describe, expect, it } from '@jest/globals';
import { JsonDocument } from '@sluice/provider-sdk';
import { forget } from './forget.ts';
import { signedAs } from './signed-call.ts';

const bytesAfter = (text: string): string => {
  const document = JsonDocument.parse(Buffer.from(text));
  forget(document.root);
  return document.toBytes().toString();
};

const said = { type: 'text', text: 'a' };
const own = { type: 'thinking', thinking: 'hm', signature: 'EvQB' };

describe('a conversation that goes to a model of this API', () => {
  it('is without the thinking that others signed or did not sign', () => {
    const foreign = { type: 'thinking', thinking: '', signature: signedAs('g') };
    const unsigned = { type: 'thinking', thinking: 'x', signature: '' };
    const messages = [
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: [own, foreign, unsigned, said] },
    ];

    expect(JSON.parse(bytesAfter(JSON.stringify({ messages })))).toEqual({
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: [own, said] },
      ],
    });
  });

  it('keeps its bytes where there is none', () => {
    const text = `{ "messages" : [ {"role":"assistant","content":[${JSON.stringify(own)}]} ], "x":1e2 }`;

    expect(bytesAfter(text)).toBe(text);
  });
});
