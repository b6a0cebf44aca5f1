import { describe, expect, it } from '@jest/globals';
import { JsonDocument } from '@sluice/provider-sdk';
import { declinesResponses, prepareResponses } from './prepare-responses.ts';

const bodyOf = (body: object) => JsonDocument.parse(Buffer.from(JSON.stringify(body)));

describe('a Responses request to Groq', () => {
  it('leaves without what Groq does not take and the answer does not need', () => {
    const document = bodyOf({
      model: 'm',
      input: 'x',
      include: ['reasoning.encrypted_content'],
      client_metadata: {},
      truncation: 'disabled',
    });

    prepareResponses(document.root);

    expect(JSON.parse(document.toBytes().toString())).toEqual({ model: 'm', input: 'x' });
  });

  it('keeps its bytes where there is nothing of it', () => {
    const text = '{ "model":"m" , "input":"x", "tools":[{"type":"function","name":"f"}] }';
    const document = JsonDocument.parse(Buffer.from(text));

    prepareResponses(document.root);

    expect(document.toBytes().toString()).toBe(text);
    expect(declinesResponses(document.root)).toBe(false);
  });

  it.each(['namespace', 'custom', 'web_search'])('goes by way of chat with a tool of the type %s', (type) => {
    expect(declinesResponses(bodyOf({ tools: [{ type: 'function' }, { type }] }).root)).toBe(true);
  });
});
