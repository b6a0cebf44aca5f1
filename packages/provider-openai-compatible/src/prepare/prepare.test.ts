import { describe, expect, it } from '@jest/globals';
import { JsonDocument, type SameDialect } from '@sluice/provider-sdk';
import adapters from '../index.ts';
import { ODD, oddCall } from '@sluice/provider-testkit/odd';
import { fateOf, sent, sentFor } from '@sluice/provider-testkit/recorded';
import { kimiSchema } from './kimi-schema.ts';

const find = (slug: string) => adapters.find(({ id }) => id === slug)!;
const declared = adapters.flatMap((adapter) => adapter.differences.map((difference) => ({ adapter, difference })));
const chats = declared.filter(
  ({ adapter, difference: { operation = 'chat' } }) => operation === 'chat' && adapter.operations.chat && adapter.id !== 'predibase',
);

describe('a chat request to a preset', () => {
  it.each(chats.map(({ adapter, difference }) => [adapter.id, difference.member, { adapter, difference }] as const))(
    'to %s does with %s what is declared',
    (_id, _member, { adapter, difference }) => {
      expect(fateOf(adapter, difference)).toBe(difference.fate);
    },
  );

  it.each(adapters.filter(({ operations }) => operations.chat).map((adapter) => [adapter.id, adapter] as const))(
    'to %s keeps its bytes when it is plain, and survives one of any shape',
    (_, adapter) => {
      const text =
        '{ "model":"m", "max_tokens":1e2,"top_k":5, "new":[ ],"messages":[{"role":"system","content":"x"},{"role":"user","content":[ ]} ] }';

      expect(sentFor(adapter, text)).toBe(text);
      for (const odd of ODD) expect(() => sent(adapter, oddCall(odd))).not.toThrow();
    },
  );

  it.each([
    ['dashscope', { thinking: { type: 'enabled', budget_tokens: 9000 } }, { enable_thinking: true, thinking_budget: 9000 }],
    ['dashscope', { thinking: { type: 'disabled' } }, { enable_thinking: false }],
    ['dashscope', { reasoning_effort: 'none' }, { enable_thinking: false }],
    ['siliconflow', { reasoning_effort: 'high' }, { enable_thinking: true }],
    ['dashscope', { enable_thinking: false, reasoning_effort: 'high' }, { enable_thinking: false }],
    ['z-ai', { thinking: { type: 'enabled', budget_tokens: 9000 } }, { thinking: { type: 'enabled' } }],
    ['z-ai', { reasoning_effort: 'high' }, { reasoning_effort: 'high' }],
    ['moonshot', { thinking: { type: 'enabled', budget_tokens: 9000 } }, { thinking: { type: 'enabled', budget_tokens: 9000 } }],
    [
      'vllm',
      { thinking: { type: 'disabled' }, chat_template_kwargs: { a: 1 } },
      { chat_template_kwargs: { a: 1, enable_thinking: false } },
    ],
    ['vllm', { reasoning_effort: 'low' }, { reasoning_effort: 'low' }],
    ['nebius', { thinking: { type: 'enabled', budget_tokens: 9000 } }, { reasoning_effort: 'high' }],
    ['cometapi', { max_completion_tokens: 9 }, { max_completion_tokens: 9 }],
    ['nebius', { max_completion_tokens: 9 }, { max_tokens: 9 }],
    ['moonshot', { temperature: 1.2 }, { temperature: 1 }],
  ])('asks %s for %j as %j', (slug, given, expected) => {
    expect(sent(find(slug), { model: 'm', ...given })).toEqual({ model: 'm', ...expected });
  });
});

describe('a schema for Kimi', () => {
  it.each([
    [
      { type: 'object', anyOf: [{ required: ['a'] }, { type: 'null' }] },
      { anyOf: [{ type: 'object', required: ['a'] }, { type: 'null' }] },
    ],
    [
      { type: 'array', items: [{ type: 'string' }] },
      { type: 'array', prefixItems: [{ type: 'string' }] },
    ],
    [
      { properties: { type: { type: 'string' }, anyOf: { type: 'array', items: [{}] } } },
      { properties: { type: { type: 'string' }, anyOf: { type: 'array', prefixItems: [{}] } } },
    ],
  ])('%j is told as %j', (schema, expected) => {
    expect(kimiSchema(schema)).toEqual(expected);
  });

  it('is the same where there is nothing to change', () => {
    for (const schema of [{ type: 'object', properties: { a: { anyOf: [{ type: 'string' }] } }, required: ['a'] }, null, 'x', [1]]) {
      expect(kimiSchema(schema)).toBe(schema);
    }
  });
});

describe('embeddings of Voyage', () => {
  it('are asked for in its own names', () => {
    const document = JsonDocument.parse(
      Buffer.from('{"model":"voyage-3.5","input":"x","dimensions":256,"encoding_format":"float","user":"u"}'),
    );
    const { prepare } = find('voyage').operations.embeddings as SameDialect;

    prepare!(document.root, { model: 'voyage-3.5', settings: {} });

    expect(JSON.parse(document.toBytes().toString())).toEqual({ model: 'voyage-3.5', input: 'x', output_dimension: 256 });
  });
});
