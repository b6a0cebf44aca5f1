import { describe, expect, it } from '@jest/globals';
import type { Json } from '@sluice/provider-sdk';
import { asked, chunk, finish, written } from '../asked.test.support.ts';
import { responsesBridge } from '../bridge.ts';
import { hear } from '../events.test.support.ts';

const itemsOf = (...chunks: readonly Json[]) => hear(written([...chunks, finish('stop')])).items;
const usageAfter = (...chunks: readonly Json[]) => hear(written([...chunks])).terminal!['usage'];

describe('a stream at the Responses door', () => {
  it('is told in the order of the Responses API', () => {
    const events = written([
      chunk({ role: 'assistant', content: '' }),
      chunk({ reasoning_content: 'Hm.' }),
      chunk({ content: 'Hel' }),
      chunk({ content: 'lo' }),
      chunk({ tool_calls: [{ index: 0, id: 'c', function: { name: 'add', arguments: '{"a"' } }] }),
      chunk({ tool_calls: [{ index: 0, function: { arguments: ':1}' } }] }),
      finish('tool_calls'),
      { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } },
    ]);

    expect(events.map(({ event }) => event)).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.reasoning_summary_part.added',
      'response.reasoning_summary_text.delta',
      'response.reasoning_summary_text.done',
      'response.reasoning_summary_part.done',
      'response.output_item.done',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.output_item.added',
      'response.function_call_arguments.delta',
      'response.function_call_arguments.delta',
      'response.function_call_arguments.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect(hear(events).terminal).toMatchObject({
      status: 'completed',
      model: 'm-1',
      created_at: 5,
      usage: { input_tokens: 3, output_tokens: 2, total_tokens: 5 },
    });
  });

  it('has no end where the chat stream told none', () => {
    const { terminal, items } = hear(written([chunk({ content: 'Hel' })]));

    expect(terminal).toBeUndefined();
    expect(items).toHaveLength(1);
  });

  it.each([
    ['length', { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }, 'incomplete'],
    ['model_length', { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }, 'incomplete'],
    ['content_filter', { status: 'incomplete', incomplete_details: { reason: 'content_filter' } }, 'incomplete'],
    ['error', { status: 'failed', error: { code: 'server_error' } }, 'incomplete'],
    ['stop', { status: 'completed', error: null, incomplete_details: null }, 'completed'],
    ['tool_calls', { status: 'completed' }, 'completed'],
    ['end_turn', { status: 'completed' }, 'completed'],
  ])('ends as the finish reason says: %s', (reason, response, item) => {
    const { terminal, items } = hear(written([chunk({ content: 'Hel' }), finish(reason)]));

    expect(terminal).toMatchObject(response);
    expect(items[0]!['status']).toBe(item);
  });

  it.each([
    ['beside no choices', [finish('stop'), { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } }]],
    ['with the end', [{ ...finish('stop'), usage: { prompt_tokens: 3, completion_tokens: 2 } }]],
    [
      'in every chunk',
      [
        { ...chunk({ content: 'a' }), usage: { prompt_tokens: 3, completion_tokens: 1 } },
        { ...finish('stop'), usage: { prompt_tokens: 3, completion_tokens: 2 } },
      ],
    ],
    ['under x_groq', [{ ...finish('stop'), x_groq: { usage: { prompt_tokens: 3, completion_tokens: 2 } } }]],
    ['in the choice', [chunk({}, { finish_reason: 'stop', usage: { prompt_tokens: 3, completion_tokens: 2 } })]],
  ])('has the counts %s', (_where, chunks) => {
    expect(usageAfter(...(chunks as Json[]))).toMatchObject({ input_tokens: 3, output_tokens: 2, total_tokens: 5 });
  });

  it('has all the counts under their names, and thinking in the output', () => {
    const usage = {
      prompt_tokens: 10,
      completion_tokens: 2,
      total_tokens: 17,
      prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 1 },
      completion_tokens_details: { reasoning_tokens: 5 },
    };

    expect(usageAfter({ ...finish('stop'), usage })).toEqual({
      input_tokens: 10,
      input_tokens_details: { cached_tokens: 4, cache_write_tokens: 1 },
      output_tokens: 7,
      output_tokens_details: { reasoning_tokens: 5 },
      total_tokens: 17,
    });
    expect(usageAfter(finish('stop'))).toBeNull();
  });

  it('tells likely tokens and sources', () => {
    const token = { token: 'Hi', logprob: -0.1, bytes: [72, 105], top_logprobs: [] };
    const [item] = itemsOf(
      chunk({ content: 'Hi' }, { logprobs: { content: [token] } }),
      chunk({
        annotations: [{ type: 'url_citation', url_citation: { start_index: 0, end_index: 2, url: 'https://example.com', title: 'E' } }],
      }),
    );

    expect(item!['content']).toEqual([
      {
        type: 'output_text',
        text: 'Hi',
        annotations: [{ type: 'url_citation', start_index: 0, end_index: 2, url: 'https://example.com', title: 'E' }],
        logprobs: [token],
      },
    ]);
  });

  it('gives pictures as what makes pictures gives them', () => {
    const [item] = itemsOf(chunk({ images: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } }] }));

    expect(item).toMatchObject({ type: 'image_generation_call', status: 'completed', result: 'AA==' });
  });
});

describe('a stream of a provider that speaks OpenAI’s dialect in its own way', () => {
  const calls = (...found: readonly Json[]) =>
    itemsOf(...found.map((each) => chunk({ tool_calls: [each] }))).map((item) => [item['call_id'], item['name'], item['arguments']]);
  const call = (more: Json, name: unknown, args: unknown): Json => ({ ...more, function: { name, arguments: args } });

  it.each([
    ['no numbers', [call({ id: 'a' }, 'f', '{"x"'), call({}, undefined, ':1}'), call({ id: 'b' }, 'g', '{}')]],
    ['the same number', [call({ index: 0, id: 'a' }, 'f', '{"x":1}'), call({ index: 0, id: 'b' }, 'g', '{}')]],
    [
      'empty ids and names later',
      [call({ index: 0, id: 'a' }, 'f', '{"x"'), call({ index: 0, id: '' }, '', ':1}'), call({ index: 1, id: 'b' }, 'g', '{}')],
    ],
    [
      'null ids and names later',
      [call({ index: 0, id: 'a' }, 'f', '{"x"'), call({ index: 0, id: null }, null, ':1}'), call({ index: 1, id: 'b' }, 'g', '{}')],
    ],
    [
      'the name again',
      [call({ index: 0, id: 'a' }, 'f', '{"x"'), call({ index: 0, id: 'a' }, 'f', ':1}'), call({ index: 1, id: 'b' }, 'g', '{}')],
    ],
    [
      'turns taken',
      [
        call({ index: 0, id: 'a' }, 'f', '{"x"'),
        call({ index: 1, id: 'b' }, 'g', ''),
        call({ index: 0 }, undefined, ':1}'),
        call({ index: 1 }, undefined, '{}'),
      ],
    ],
    ['the name late', [call({ index: 0, id: 'a' }, '', '{"x"'), call({ index: 0 }, 'f', ':1}'), call({ index: 1, id: 'b' }, 'g', null)]],
    ['arguments that are an object', [call({ index: 0, id: 'a' }, 'f', { x: 1 }), call({ index: 1, id: 'b' }, 'g', null)]],
  ])('has its calls: %s', (_what, found) => {
    expect(calls(...found)).toEqual([
      ['a', 'f', '{"x":1}'],
      ['b', 'g', '{}'],
    ]);
  });

  it('has an id for calls that have none', () => {
    expect(calls(call({ index: 0 }, 'f', '{}'), call({ index: 1 }, 'g', '{}'))).toEqual([
      ['call_r1_0', 'f', '{}'],
      ['call_r1_1', 'g', '{}'],
    ]);
  });

  it('has its thinking and its text, wherever they stand', () => {
    const said = (...chunks: readonly Json[]) =>
      itemsOf(...chunks).map((item) => [...(item['summary'] ?? []), ...(item['content'] ?? [])].map((part: Json) => part['text']).join(''));

    expect(said(chunk({ reasoning: 'Hm.' }), chunk({ content: 'Hi.' }))).toEqual(['Hm.', 'Hi.']);
    expect(said(chunk({ reasoning: 'Hm.', reasoning_content: 'Hm.' }), chunk({ content: 'Hi.' }))).toEqual(['Hm.', 'Hi.']);
    expect(
      said(
        chunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] }] }),
        chunk({ content: [{ type: 'text', text: 'Hi.' }] }),
      ),
    ).toEqual(['Hm.', 'Hi.']);
    expect(said({ choices: [{ delta: { content: 'Hi.' } }] })).toEqual(['Hi.']);
    expect(said({ choices: [{ message: { content: 'Hi.' } }] })).toEqual(['Hi.']);
    expect(
      said(
        chunk({ content: 'H' }),
        {},
        { choices: null },
        { choices: [null] },
        { choices: [{ index: 1, delta: { content: 'no' } }] },
        chunk({ content: 'i.' }),
      ),
    ).toEqual(['Hi.']);
  });

  it('is heard to its end, after the end was told, too', () => {
    const { items, terminal } = hear(written([chunk({ content: 'Hi' }), finish('stop'), chunk({ content: '.' })]));

    expect([items[0]!['content'][0].text, terminal!['status']]).toEqual(['Hi.', 'completed']);
  });

  it('is heard where text and end come at once', () => {
    expect(hear(written([chunk({ content: 'Hi' }, { finish_reason: 'stop' })])).terminal).toMatchObject({
      status: 'completed',
      output: [{ content: [{ text: 'Hi' }] }],
    });
  });
});

describe('a whole reply at the Responses door', () => {
  it('says again what was asked', () => {
    const call = {
      instructions: 'Be brief.',
      tools: [{ type: 'function', name: 'f' }],
      tool_choice: 'required',
      parallel_tool_calls: false,
      temperature: 0.5,
      top_p: 0.9,
      max_output_tokens: 9,
      reasoning: { effort: 'low', summary: 'auto' },
      text: { format: { type: 'json_object' }, verbosity: 'low' },
      metadata: { a: 'b' },
      user: 'u',
    };

    const response = responsesBridge.reply(
      { choices: [{ message: { content: 'Hi.' }, finish_reason: 'stop' }], service_tier: 'on_demand' },
      asked(call),
    );

    expect(response).toMatchObject({
      ...call,
      tools: [{ type: 'function', name: 'f', description: null, parameters: null, strict: null }],
      id: 'resp_r1',
      object: 'response',
      created_at: 1_700_000_000,
      model: 'm',
      status: 'completed',
      store: false,
      previous_response_id: null,
      truncation: 'disabled',
      service_tier: 'default',
      output: [
        {
          id: 'msg_r1_0',
          type: 'message',
          role: 'assistant',
          status: 'completed',
          content: [{ type: 'output_text', text: 'Hi.', annotations: [], logprobs: [] }],
        },
      ],
    });
  });

  it.each([[{}], [{ choices: [] }], [{ choices: null }], [{ error: { message: 'no' } }]])(
    'is not readable where it holds no answer: %j',
    (reply) => {
      let thrown: unknown;
      try {
        responsesBridge.reply(reply, asked());
      } catch (error) {
        thrown = error;
      }

      expect(thrown).toMatchObject({ fault: { kind: 'unreadable_reply' } });
    },
  );
});
