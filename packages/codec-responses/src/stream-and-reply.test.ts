import { describe, expect, it } from '@jest/globals';
import { isFaultError, type Json } from '@sluice/provider-sdk';
import { ChatChunks, chatReply, usageOf, type FinishReason } from '@sluice/provider-sdk/chat';
import fc from 'fast-check';
import { asked, written } from './asked.test.support.ts';
import { responsesBridge } from './bridge.ts';
import { hear } from './events.test.support.ts';

const STATUS: Readonly<Record<string, string>> = { length: 'incomplete', error: 'failed' };

const CALL: Json = {
  tools: [
    { type: 'function', name: 'add', parameters: {}, strict: false },
    { type: 'custom', name: 'patch' },
    { type: 'namespace', name: 'files', description: 'Files.', tools: [{ type: 'function', name: 'read', parameters: {}, strict: false }] },
    { type: 'tool_search', execution: 'client', description: 'Search.', parameters: {} },
  ],
};

const text = fc.string({ minLength: 1, maxLength: 12 });
const pieces = fc.array(text, { maxLength: 4 });
const aCall = fc.record(
  {
    name: fc.constantFrom('add', 'patch', 'files__read', 'tool_search', 'unknown'),
    arguments: fc.constantFrom('', '{}', '{"a":1}', '{"input":"x\\ny"}', 'no json', '{"query":"q"}'),
    signature: text,
  },
  { requiredKeys: ['name', 'arguments'] },
);
const answer = fc.record({
  thinking: pieces,
  signature: fc.option(text, { nil: undefined }),
  text: pieces,
  refusal: pieces,
  calls: fc.array(aCall, { maxLength: 4 }),
  finish: fc.constantFrom<FinishReason>('stop', 'length', 'tool_calls', 'content_filter'),
  usage: fc.option(fc.record({ prompt: fc.nat(), completion: fc.nat(), reasoning: fc.nat(), cached: fc.nat() }), { nil: undefined }),
});

describe('an answer in a stream', () => {
  it('is told in order, and comes to the response that it would be whole', () => {
    fc.assert(
      fc.property(answer, fc.nat(3), (said, cut) => {
        const given = asked(CALL);
        const calls = said.calls.map((call, index) => ({ ...call, id: `c${index}`, thoughtSignature: call.signature }));
        const usage = said.usage && usageOf(said.usage);

        const chunks = new ChatChunks(given);
        const choice = chunks.choice();
        choice.begin();
        if (said.signature !== undefined) {
          for (const piece of said.thinking) choice.thinking(0, piece);
          if (said.thinking.length > 0) choice.block(0, { signature: said.signature });
        } else for (const piece of said.thinking) choice.reasoning(piece);
        for (const piece of said.text) choice.text(piece);
        for (const piece of said.refusal) choice.refusal(piece);
        for (const [key, call] of calls.entries()) {
          choice.callBegins(key, call);
          choice.callGoesOn(key, call.arguments.slice(0, cut));
          choice.callGoesOn(key, call.arguments.slice(cut));
        }
        choice.finish(said.finish);
        chunks.usage(usage);
        const heard = hear(written(chunks.end(), CALL));

        const thinking = said.thinking.join('');
        const reply = chatReply(
          {
            choices: [
              {
                text: said.text.join(''),
                reasoning: thinking,
                refusal: said.refusal.join('') || undefined,
                blocks: said.signature !== undefined && thinking !== '' ? [{ type: 'thinking', thinking, signature: said.signature }] : [],
                calls: calls.map((call) => ({ ...call, arguments: call.arguments === '' ? '{}' : call.arguments })),
                finish: said.finish,
              },
            ],
            usage,
          },
          given,
        );
        // Whole, the refusal stands before the text in chat and after it here; both after the thinking.
        expect(responsesBridge.reply(reply, given)).toEqual(heard.terminal);
      }),
      { numRuns: 400 },
    );
  });

  it('is told in order whatever its pieces are and in whichever order they come', () => {
    const piece = fc.oneof(
      fc.record({ content: text }),
      fc.record({ reasoning_content: text }),
      fc.record({ refusal: text }),
      fc.record({
        content_blocks: fc.array(
          fc.record({
            index: fc.nat(2),
            delta: fc.oneof(
              fc.record({ thinking: text }),
              fc.record({ signature: text }),
              fc.record({ text }),
              fc.record({ type: fc.constantFrom('text', 'redacted_thinking', 'server_tool_use'), data: text }),
            ),
          }),
          { maxLength: 2 },
        ),
      }),
      fc.record({
        annotations: fc.constant([
          { type: 'url_citation', url_citation: { url: 'https://example.com', title: 't', start_index: 0, end_index: 1 } },
        ]),
      }),
      fc.record({
        tool_calls: fc.array(
          fc.record(
            {
              index: fc.nat(2),
              id: fc.constantFrom('', 'a', 'b', null),
              function: fc.record(
                {
                  name: fc.constantFrom('add', 'patch', '', null),
                  arguments: fc.constantFrom('', '{}', null, { a: 1 }),
                  thought_signature: text,
                },
                { requiredKeys: [] },
              ),
            },
            { requiredKeys: [] },
          ),
          { maxLength: 2 },
        ),
      }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('stop', 'length', 'tool_calls', 'error'), (said, reason) => {
        const chunks = [
          ...said.map((delta) => ({ choices: [{ index: 0, delta }] })),
          { choices: [{ index: 0, delta: {}, finish_reason: reason }] },
        ];

        const { terminal } = hear(written(chunks, CALL));

        expect(terminal?.['status']).toBe(STATUS[reason] ?? 'completed');
      }),
      { numRuns: 500 },
    );
  });

  it('survives any JSON in place of a chunk, and any reply is a response or a fault', () => {
    const names = fc.constantFrom(
      'choices',
      'delta',
      'message',
      'content',
      'tool_calls',
      'function',
      'arguments',
      'content_blocks',
      'usage',
      'index',
      'id',
      'type',
      'text',
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(null, 0, 'x', true, ''),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(names, tie('value'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(fc.dictionary(names, value, { maxKeys: 6 }), { maxLength: 4 }), (chunks) => {
        hear(written(chunks as readonly Json[], CALL));
        for (const reply of chunks as readonly Json[]) {
          try {
            expect(responsesBridge.reply(reply, asked(CALL))['object']).toBe('response');
          } catch (error) {
            if (!isFaultError(error)) throw error;
            expect(error.fault.kind).toBe('unreadable_reply');
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('any request', () => {
  it('is a chat call or refused by name', () => {
    const names = fc.constantFrom(
      'input',
      'tools',
      'type',
      'role',
      'content',
      'output',
      'call_id',
      'name',
      'text',
      'format',
      'reasoning',
      'tool_choice',
      'summary',
      'encrypted_content',
      'namespace',
      'schema',
    );
    const words = fc.constantFrom(
      'message',
      'user',
      'assistant',
      'function',
      'function_call',
      'function_call_output',
      'reasoning',
      'custom',
      'namespace',
      'input_text',
      'input_image',
      'json_schema',
      'allowed_tools',
      'tool_search',
      'x',
      '',
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        words,
        fc.constantFrom(null, 0, true),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(names, tie('value'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(names, value, { maxKeys: 6 }), (call) => {
        try {
          expect(Array.isArray(responsesBridge.request(call)['messages'])).toBe(true);
        } catch (error) {
          if (!isFaultError(error)) throw error;
          expect([error.fault.kind, typeof error.fault.param]).toEqual(['invalid_request', 'string']);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
