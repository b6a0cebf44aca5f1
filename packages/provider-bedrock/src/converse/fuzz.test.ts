import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { countTokens } from '../count-tokens.ts';
import { converse } from './index.ts';

const models = fc.constantFrom(
  'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
  'anthropic.claude-3-5-sonnet-20240620-v1:0',
  'amazon.nova-lite-v1:0',
  'meta.llama3-1-70b-instruct-v1:0',
  'mistral.mistral-large-2407-v1:0',
  'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc',
);

const odd = fc.jsonValue({ maxDepth: 2 });
/** Mostly what belongs there, now and then anything. */
const mostly = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 30, arbitrary: usual as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });
const text = fc.oneof(fc.string(), fc.constantFrom('', ' ', 'json'));
const part = mostly(
  fc.oneof(
    fc.record({ type: fc.constant('text'), text }),
    fc.record({
      type: fc.constant('image_url'),
      image_url: fc.record({ url: fc.constantFrom('data:image/png;base64,AAAA', 's3://b/a.png') }),
    }),
    fc.record({ type: fc.constant('file'), file: fc.record({ file_data: fc.constant('AAAA'), filename: text }) }),
  ),
);
const content = mostly(fc.oneof(text, fc.array(part, { maxLength: 3 })));
const name = fc.oneof(fc.stringMatching(/^[a-z.]{1,70}$/), fc.constant('json'));
const calls = fc.array(
  fc.record({ id: text, type: fc.constant('function'), function: fc.record({ name, arguments: fc.constantFrom('{}', '') }) }),
  { maxLength: 2 },
);
const message = mostly(
  fc.oneof(
    fc.record({ role: fc.constantFrom('user', 'system'), content }),
    fc.record({ role: fc.constant('assistant'), content, tool_calls: calls, content_blocks: odd }, { requiredKeys: ['role'] }),
    fc.record({ role: fc.constant('tool'), tool_call_id: text, content, is_error: fc.boolean() }),
  ),
);
const call = fc.record(
  {
    messages: fc.array(message, { maxLength: 5 }),
    tools: mostly(
      fc.array(fc.record({ type: fc.constant('function'), function: fc.record({ name, parameters: mostly(fc.constant({})) }) }), {
        maxLength: 2,
      }),
    ),
    tool_choice: mostly(fc.constantFrom('auto', 'none', 'required')),
    response_format: mostly(fc.constant({ type: 'json_schema', json_schema: { schema: { type: 'object' } } })),
    reasoning_effort: fc.constantFrom('low', 'max', 'none'),
    metadata: odd,
    max_tokens: fc.integer(),
  },
  { requiredKeys: ['messages'] },
) as fc.Arbitrary<Json>;

describe('any call at all', () => {
  it('becomes a conversation that takes turns, or is refused by a fault', () => {
    let sent = 0;

    fc.assert(
      fc.property(call, models, (given, model) => {
        const before = JSON.stringify(given);
        try {
          const { body } = converse.request(given, { model, settings: {} });
          countTokens.request(given, { model, settings: {} });
          const messages = (body as { readonly messages: readonly { readonly role: string; readonly content: readonly Json[] }[] })
            .messages;
          expect(messages.map(({ role }) => role)).toEqual(messages.map((_message, index) => (index % 2 === 0 ? 'user' : 'assistant')));
          expect(messages.every((each) => each.content.length > 0 && each.content.every((block) => Object.keys(block).length === 1))).toBe(
            true,
          );
          sent++;
        } catch (error) {
          if (!isFaultError(error)) throw error;
          expect(error.fault.kind).toBe('invalid_request');
        }
        expect(JSON.stringify(given)).toBe(before);
      }),
      { numRuns: 2000, seed: 7 },
    );
    expect(sent).toBeGreaterThan(300);
  });

  it('is answered by a reply, or by a fault, whatever Bedrock says', () => {
    const block = fc.oneof(
      odd,
      fc.dictionary(
        fc.constantFrom('text', 'toolUse', 'toolResult', 'reasoningContent', 'citationsContent', 'image'),
        fc.oneof(odd, fc.dictionary(text, odd)),
      ),
    );
    const body = fc.record({
      output: fc.record({ message: fc.record({ content: fc.oneof(fc.array(block), odd) }) }),
      usage: odd,
      stopReason: odd,
      serviceTier: odd,
    });

    fc.assert(
      fc.property(body, call, models, (json, given, model) => {
        const reply = converse.reply(
          { headers: {}, json, bytes: Buffer.of() },
          { call: given, target: { model, settings: {} }, id: 'x', createdS: 7 },
        );
        expect(reply).toMatchObject({ object: 'chat.completion', choices: [{ index: 0 }] });
      }),
      { numRuns: 1000 },
    );
  });
});
