import { describe, expect, it } from '@jest/globals';
import type { Dialect } from '@sluice/provider-sdk';
import { assembleEvents } from './assemble-events.ts';

const stream = (...events: readonly unknown[]) =>
  events.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join('');

function assembled(text: string, dialect: Dialect = 'openai-chat'): unknown {
  const reply = assembleEvents(dialect, Buffer.from(text));
  return reply && JSON.parse(reply.toString());
}

const FRAME = { id: 'c1', object: 'chat.completion.chunk', created: 7, model: 'm' };

/** An event of chat with one delta. */
const delta = (said: object, finish: string | null = null, index = 0) => ({
  ...FRAME,
  choices: [{ index, delta: said, finish_reason: finish }],
});

/** The message that these deltas and a finish amount to. */
const messageOf = (...deltas: readonly object[]) =>
  (assembled(stream(...deltas.map((each) => delta(each)), delta({}, 'stop'))) as { choices: { message: unknown }[] }).choices[0]!.message;

const HELLO = [delta({ role: 'assistant', content: '' }), delta({ content: 'Hel' }), delta({ content: 'lo' }), delta({}, 'stop'), '[DONE]'];

const HELLO_REPLY = {
  id: 'c1',
  object: 'chat.completion',
  created: 7,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
};

describe('a stream of chat as a reply', () => {
  it('joins the content', () => {
    expect(assembled(stream(...HELLO))).toEqual(HELLO_REPLY);
  });

  it.each([
    ['carriage returns', (text: string) => text.replaceAll('\n', '\r\n')],
    ['lone carriage returns', (text: string) => text.replaceAll('\n', '\r')],
    ['comments and other fields', (text: string) => `: hello\n\n${text.replaceAll('data:', 'id: 1\nevent: message\nretry: 5\ndata:')}`],
    ['no space behind the colon', (text: string) => text.replaceAll('data: ', 'data:')],
    ['data of several lines', (text: string) => text.replaceAll(',"choices"', ',\ndata: "choices"')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['no blank line at the end', (text: string) => text.trimEnd()],
    ['no mark at the end', (text: string) => text.replace('data: [DONE]\n\n', '')],
    ['something behind the mark', (text: string) => `${text}data: what\n\n`],
  ])('reads %s', (_, written) => {
    expect(assembled(written(stream(...HELLO)))).toEqual(HELLO_REPLY);
  });

  it.each([
    ['is empty', ''],
    ['has no choice', stream({ ...FRAME, choices: [] }, '[DONE]')],
    ['has no finish', stream(...HELLO.slice(0, 3), '[DONE]')],
    ['has one finish of two', stream(delta({ content: 'a' }), delta({ content: 'b' }, null, 1), delta({}, 'stop'), '[DONE]')],
    ['finishes in an error', stream(delta({ content: 'a' }), delta({}, 'error'), '[DONE]')],
    ['tells an error', stream(...HELLO.slice(0, 4), { error: { message: 'no' } })],
    ['tells an error beside a choice', stream(...HELLO.slice(0, 4), { ...delta({}), error: { message: 'no' } }, '[DONE]')],
    ['tells an error in a choice', stream({ choices: [{ index: 0, delta: {}, finish_reason: 'stop', error: { code: 502 } }] })],
    ['tells an error by its name', `${stream(...HELLO.slice(0, 4))}event: error\ndata: {"message":"no"}\n\n`],
    ['has what is not JSON', stream(HELLO[0], '{"choices":', ...HELLO.slice(1))],
    ['has what is no object', stream(HELLO[0], '[]', ...HELLO.slice(1))],
    ['has choices that are none', stream(...HELLO.slice(0, 4), { ...FRAME, choices: 'many' })],
    ['is cut within its last event', stream(...HELLO).slice(0, -5)],
    ['finishes a choice that never said anything', stream({ ...FRAME, choices: [{ index: 0, finish_reason: 'stop' }] }, '[DONE]')],
  ])('is none where the stream %s', (_, text) => {
    expect(assembled(text)).toBeUndefined();
  });

  it('is none where a letter is broken', () => {
    const bytes = Buffer.from(stream(...HELLO));
    bytes[bytes.indexOf('lo')] = 0xff;

    expect(assembleEvents('openai-chat', bytes)).toBeUndefined();
  });

  it('is none wherever it is cut before its finish', () => {
    const bytes = Buffer.from(stream(...HELLO));
    const finish = bytes.indexOf('"finish_reason":"stop"') + '"finish_reason":"stop"}]}'.length;

    const found = Array.from({ length: finish }, (_, length) => assembleEvents('openai-chat', bytes.subarray(0, length)));

    expect(found.every((reply) => reply === undefined)).toBe(true);
  });

  it('is none where it is nested deeper than can be written', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

    expect(assembled(stream(`{"choices":[{"delta":{"x":${deep}},"finish_reason":"stop"}]}`))).toBeUndefined();
  });

  it('joins reasoning, refusal and what nobody has heard of, and keeps the last of what is no text', () => {
    const message = messageOf(
      { role: 'assistant', content: null, refusal: null, mood: { is: 'good' } },
      { reasoning_content: 'Hm', reasoning: 'Oh', channel: 'analysis' },
      { reasoning_content: 'm.', reasoning: '.', channel: 'analysis' },
      { refusal: 'I ', thoughts: 'x', mood: { is: 'bad' }, level: 1 },
      { refusal: 'won’t', thoughts: 'y', mood: {}, level: 2 },
    );

    expect(message).toEqual({
      role: 'assistant',
      content: null,
      refusal: 'I won’t',
      mood: { is: 'bad' },
      reasoning_content: 'Hmm.',
      reasoning: 'Oh.',
      thoughts: 'xy',
      level: 2,
    });
  });

  it('joins tool calls by their index', () => {
    const call = (index: number, args: string, begin: object = {}) => ({
      tool_calls: [{ index, ...begin, function: { arguments: args } }],
    });

    const message = messageOf(
      { tool_calls: [{ index: 1, id: 'b', type: 'function', function: { name: 'g', arguments: '' } }] },
      { tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '' } }] },
      call(0, '{"x"'),
      call(1, '{}'),
      call(0, ':1}', { id: '', type: 'function' }),
    );

    expect(message).toEqual({
      role: 'assistant',
      content: null,
      tool_calls: [
        { id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":1}' } },
        { id: 'b', type: 'function', function: { name: 'g', arguments: '{}' } },
      ],
    });
  });

  it.each([
    ['have no number', undefined, undefined],
    ['all have the number 0', 0, 0],
  ])('keeps tool calls apart that %s', (_, one, other) => {
    const message = messageOf(
      { tool_calls: [{ index: one, id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } }] },
      { tool_calls: [{ index: other, id: 'b', type: 'function', function: { name: 'f', arguments: '{}' } }] },
    );

    expect(message).toMatchObject({ tool_calls: [{ id: 'a' }, { id: 'b' }] });
  });

  it('takes for one call what repeats its name, or is given another id with every piece', () => {
    const message = messageOf(
      { tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '{' } }] },
      { tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '}' } }] },
      { tool_calls: [{ index: 0, id: 'zz', function: { arguments: ' ' } }] },
    );

    expect(message).toMatchObject({ tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{} ' } }] });
  });

  it('joins a function call, and sound', () => {
    const message = messageOf(
      { function_call: { name: 'f', arguments: '' }, audio: { id: 'a', data: 'AA' } },
      { function_call: { arguments: '{}' }, audio: { data: 'BB', transcript: 'hi' } },
    );

    expect(message).toMatchObject({ function_call: { name: 'f', arguments: '{}' }, audio: { id: 'a', data: 'AABB', transcript: 'hi' } });
  });

  it('joins parts of content, thinking first', () => {
    const thinking = (text: string) => ({ content: [{ type: 'thinking', thinking: [{ type: 'text', text }] }] });

    const message = messageOf({ role: 'assistant', content: '' }, thinking('Hm'), thinking('m.'), { content: 'It ' }, { content: 'is.' });

    expect(message).toMatchObject({
      content: [
        { type: 'thinking', thinking: [{ type: 'text', text: 'Hmm.' }] },
        { type: 'text', text: 'It is.' },
      ],
    });
  });

  it('joins numbered details, and adds others up', () => {
    const details = (text: string) => ({ reasoning_details: [{ type: 'reasoning.text', index: 0, format: 'f', text }] });

    const message = messageOf({ ...details('a'), annotations: [1] }, { ...details('b'), annotations: [2] });

    expect(message).toMatchObject({
      reasoning_details: [{ type: 'reasoning.text', index: 0, format: 'f', text: 'ab' }],
      annotations: [1, 2],
    });
  });

  it('joins blocks of content', () => {
    const block = (index: number, said: object) => ({ content_blocks: [{ index, delta: said }] });

    const message = messageOf(
      block(0, { type: 'thinking', thinking: '' }),
      block(0, { type: 'thinking_delta', thinking: 'Hm' }),
      block(0, { signature: 's' }),
      block(1, { text: 'a' }),
      block(1, { text: 'b' }),
    );

    expect(message).toMatchObject({
      content_blocks: [
        { type: 'thinking', thinking: 'Hm', signature: 's' },
        { type: 'text', text: 'ab' },
      ],
    });
  });

  it('joins log probabilities and keeps what else is said of a choice', () => {
    const piece = (said: object) => ({ ...FRAME, choices: [{ index: 0, delta: {}, finish_reason: null, ...said }] });

    const reply = assembled(
      stream(
        piece({ logprobs: null, content_filter_results: { hate: { filtered: false } } }),
        piece({ logprobs: { content: [{ token: 'a' }], refusal: null } }),
        piece({ logprobs: { content: [{ token: 'b' }], refusal: null }, stop_reason: 7 }),
        piece({ logprobs: null, content_filter_results: {}, finish_reason: 'stop' }),
      ),
    );

    expect(reply).toMatchObject({
      choices: [
        {
          logprobs: { content: [{ token: 'a' }, { token: 'b' }], refusal: null },
          content_filter_results: { hate: { filtered: false } },
          stop_reason: 7,
          finish_reason: 'stop',
        },
      ],
    });
  });

  it('keeps several choices, in order', () => {
    const reply = assembled(stream(delta({ content: 'b' }, null, 1), delta({ content: 'a' }), delta({}, 'stop'), delta({}, 'length', 1)));

    expect(reply).toMatchObject({
      choices: [
        { index: 0, message: { content: 'a' }, finish_reason: 'stop' },
        { index: 1, message: { content: 'b' }, finish_reason: 'length' },
      ],
    });
  });

  it.each([
    ['on an event of its own', [{ ...FRAME, choices: [], usage: { total_tokens: 3 } }], undefined],
    ['under a name of Groq', [{ ...FRAME, choices: [], x_groq: { id: 'r', usage: { total_tokens: 3 } } }], { id: 'r', seed: 1 }],
    [
      'on every event',
      [
        { ...FRAME, choices: [], usage: { total_tokens: 2 } },
        { choices: [], usage: { total_tokens: 3 } },
      ],
      undefined,
    ],
  ])('keeps the token counts that are told %s', (_, events, groq) => {
    const first = { ...HELLO_REPLY, choices: [], usage: null, ...(groq ? { x_groq: { id: 'r', seed: 1 } } : {}) };

    const reply = assembled(stream(first, ...HELLO.slice(0, 4), ...events, '[DONE]'));

    expect(reply).toEqual({ ...HELLO_REPLY, usage: { total_tokens: 3 }, ...(groq ? { x_groq: groq } : {}) });
  });

  it('keeps what stands around, the first telling event’s where the last says nothing, and no padding', () => {
    const azure = { id: '', object: '', created: 0, model: '', choices: [], prompt_filter_results: [1] };
    const rest = { system_fingerprint: 'fp', service_tier: 'default', citations: ['a'], obfuscation: 'xyz' };

    const reply = assembled(stream(azure, ...HELLO.slice(0, 4).map((event) => ({ ...(event as object), ...rest })), azure, '[DONE]'));

    expect(reply).toEqual({
      ...HELLO_REPLY,
      prompt_filter_results: [1],
      system_fingerprint: 'fp',
      service_tier: 'default',
      citations: ['a'],
    });
  });

  it('is not fooled by members named like those of every object', () => {
    const text = stream(...HELLO).replace('"content":"lo"', '"content":"lo","__proto__":{"x":1},"constructor":"c","toString":"t"');

    const reply = assembleEvents('openai-chat', Buffer.from(text))!.toString();

    expect(reply).toContain('"__proto__":{"x":1}');
    expect(reply).toContain('"constructor":"c","toString":"t"');
  });
});

describe('a stream of completions as a reply', () => {
  const piece = (text: string, finish: string | null = null) => ({
    ...FRAME,
    object: 'text_completion',
    choices: [{ index: 0, text, logprobs: { tokens: [text], text_offset: [0] }, finish_reason: finish }],
  });

  it('joins the text and the log probabilities', () => {
    const reply = assembled(
      stream(piece('a'), piece('b', 'length'), { choices: [], usage: { total_tokens: 3 } }, '[DONE]'),
      'openai-completions',
    );

    expect(reply).toEqual({
      id: 'c1',
      object: 'text_completion',
      created: 7,
      model: 'm',
      choices: [{ index: 0, text: 'ab', logprobs: { tokens: ['a', 'b'], text_offset: [0, 0] }, finish_reason: 'length' }],
      usage: { total_tokens: 3 },
    });
  });

  it('is none where it is not finished', () => {
    expect(assembled(stream(piece('a'), '[DONE]'), 'openai-completions')).toBeUndefined();
  });
});

describe('a stream of the Responses API as a reply', () => {
  const response = { id: 'r1', object: 'response', status: 'completed', error: null, output: [{ type: 'message' }] };
  const created = { type: 'response.created', response: { ...response, status: 'in_progress', output: [] } };
  const itemDone = { type: 'response.output_item.done', item: {} };

  it('is the response that was completed', () => {
    expect(assembled(stream(created, itemDone, { type: 'response.completed', response }), 'openai-responses')).toEqual(response);
  });

  it.each([
    ['is not finished', [created, itemDone]],
    ['failed', [created, { type: 'response.failed', response }]],
    ['is cut short', [created, { type: 'response.incomplete', response }]],
    ['tells an error', [created, { type: 'error', message: 'no' }, { type: 'response.completed', response }]],
    ['leaves out its items', [created, itemDone, { type: 'response.completed', response: { ...response, output: [] } }]],
  ])('is none where the stream %s', (_, events) => {
    expect(assembled(stream(...events), 'openai-responses')).toBeUndefined();
  });
});

describe('streams of other dialects', () => {
  it('are not assembled', () => {
    expect(assembled(stream(...HELLO), 'anthropic-messages')).toBeUndefined();
    expect(assembled(stream(...HELLO), 'openai-speech')).toBeUndefined();
  });
});
