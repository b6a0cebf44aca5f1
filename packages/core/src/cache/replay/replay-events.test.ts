import { describe, expect, it } from '@jest/globals';
import type { Dialect } from '@sluice/provider-sdk';
import fc from 'fast-check';
import { eventJson } from '../../streams/stream-dialect.ts';
import { assembleEvents } from '../assemble/assemble-events.ts';
import { replayEvents } from './replay-events.ts';

const bytesOf = (reply: unknown) => Buffer.from(JSON.stringify(reply));

function replayed(reply: unknown, dialect: Dialect = 'openai-chat', usage = true): readonly Buffer[] {
  return replayEvents(dialect, bytesOf(reply), { usage })!;
}

interface Chunk {
  readonly [name: string]: unknown;
  readonly choices: readonly { readonly delta?: Readonly<Record<string, unknown>>; readonly [name: string]: unknown }[];
}

/** The JSON of the events, but for `[DONE]`. */
const jsonOf = (events: readonly Buffer[]) =>
  events.map((event) => eventJson(event, 0, event.length)).filter((json) => json !== undefined) as Chunk[];

const back = (events: readonly Buffer[], dialect: Dialect = 'openai-chat') =>
  JSON.parse(assembleEvents(dialect, Buffer.concat(events))!.toString()) as unknown;

const choice = (message: object, more: object = {}) => ({
  index: 0,
  message: { role: 'assistant', content: null, ...message },
  finish_reason: 'stop',
  ...more,
});

const chat = (choices: readonly object[], more: object = {}) => ({
  id: 'c1',
  object: 'chat.completion',
  created: 7,
  model: 'm',
  choices,
  ...more,
});

describe('a reply of chat as events', () => {
  it('says the role, the content word by word, the finish, the token counts and the end', () => {
    const events = replayed(chat([choice({ content: 'Hello there' })], { usage: { total_tokens: 3 }, citations: ['a'] }));

    const frame = { id: 'c1', object: 'chat.completion.chunk', created: 7, model: 'm' };
    const piece = (delta: object, finish: string | null = null) => ({
      ...frame,
      choices: [{ index: 0, delta, finish_reason: finish }],
      usage: null,
    });
    expect(jsonOf(events)).toEqual([
      { ...piece({ role: 'assistant', content: '' }), citations: ['a'] },
      piece({ content: 'Hello' }),
      piece({ content: ' there' }),
      piece({}, 'stop'),
      { ...frame, choices: [], usage: { total_tokens: 3 } },
    ]);
    expect(events.at(-1)!.toString()).toBe('data: [DONE]\n\n');
    for (const event of events) expect(event.toString()).toMatch(/^data: [^\r\n]+\n\n$/);
  });

  it('says nothing of token counts where nobody asked', () => {
    const events = replayed(chat([choice({ content: 'Hello' })], { usage: { total_tokens: 3 } }), 'openai-chat', false);

    expect(Buffer.concat(events).toString()).not.toContain('usage');
  });

  it('reasons first, then speaks, then calls', () => {
    const call = { id: 'a', type: 'function', function: { name: 'f', arguments: '{"x": 1}' } };
    const message = { tool_calls: [call], refusal: null, content: 'Yes', reasoning: 'Hm' };

    const deltas = jsonOf(replayed(chat([choice(message)]))).map(({ choices }) => choices[0]!.delta);

    expect(deltas).toEqual([
      { role: 'assistant', content: '', refusal: null },
      { reasoning: 'Hm' },
      { content: 'Yes' },
      { tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '' } }] },
      { tool_calls: [{ index: 0, function: { arguments: '{"x":' } }] },
      { tool_calls: [{ index: 0, function: { arguments: ' 1}' } }] },
      {},
    ]);
  });

  it('gives log probabilities with their tokens where these are the content', () => {
    const tokens = [
      { token: 'He', logprob: -1 },
      { token: 'llo', logprob: -2 },
    ];

    const events = jsonOf(replayed(chat([choice({ content: 'Hello' }, { logprobs: { content: tokens, refusal: null } })])));

    expect(events.map(({ choices }) => [choices[0]!.delta!['content'], choices[0]!['logprobs']])).toEqual([
      ['', null],
      ['He', { content: [tokens[0]], refusal: null }],
      ['llo', { content: [tokens[1]], refusal: null }],
      [undefined, null],
    ]);
  });

  it.each([
    ['do not make the content', 'é', [{ token: '\\xc3' }, { token: '\\xa9' }]],
    ['are too many to go one by one', 'x '.repeat(20_001), Array.from({ length: 20_001 }, () => ({ token: 'x ' }))],
  ])('gives log probabilities with the finish where their tokens %s', (_, content, tokens) => {
    const events = jsonOf(replayed(chat([choice({ content }, { logprobs: { content: tokens, refusal: null } })])));

    expect(events.length).toBeLessThanOrEqual(2002);
    expect(events.at(-1)!.choices[0]!['logprobs']).toEqual({ content: tokens, refusal: null });
    expect(events.slice(0, -1).every(({ choices }) => choices[0]!['logprobs'] === null)).toBe(true);
  });

  it('ends no line but where an event ends', () => {
    const events = replayed(chat([choice({ content: 'a\u2028b\u2029c\u0085d\r\ne' })]));

    expect(Buffer.concat(events).toString()).not.toMatch(/[\u2028\u2029\u0085\r]/);
    expect(back(events)).toMatchObject({ choices: [{ message: { content: 'a\u2028b\u2029c\u0085d\r\ne' } }] });
  });

  it.each([
    ['is no JSON', 'Hello'],
    ['is an error', { error: { message: 'no' } }],
    ['has no choice', chat([])],
    ['has a choice without a message', chat([{ index: 0, finish_reason: 'stop' }])],
    ['is not finished', chat([choice({}, { finish_reason: null })])],
    ['has tool calls that are none', chat([choice({ tool_calls: ['f'] })])],
  ])('is none where the reply %s', (_, reply) => {
    const bytes = typeof reply === 'string' ? Buffer.from(reply) : bytesOf(reply);

    expect(replayEvents('openai-chat', bytes, { usage: true })).toBeUndefined();
  });

  it.each(['anthropic-messages', 'openai-embeddings', 'openai-speech'] as const)('is none in the dialect %s', (dialect) => {
    expect(replayEvents(dialect, bytesOf(chat([choice({})])), { usage: true })).toBeUndefined();
  });
});

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.lorem({ mode: 'sentences', maxCount: 3 }));
const usage = fc.record({ prompt_tokens: fc.nat(), completion_tokens: fc.nat(), total_tokens: fc.nat() });

/** Members that nobody has heard of. */
const unheardOf = fc.dictionary(fc.string({ unit: fc.constantFrom('q', 'z', '_'), minLength: 3, maxLength: 5 }), fc.jsonValue(), {
  maxKeys: 2,
  noNullPrototype: true,
});
const frame = fc.record(
  {
    id: text,
    created: fc.nat(),
    model: text,
    system_fingerprint: fc.option(text),
    service_tier: text,
    usage,
    x_groq: fc.record({ id: text }),
  },
  { requiredKeys: ['id', 'created', 'model'] },
);

describe('a reply that was told in events and put together again', () => {
  it('is the same reply of chat', () => {
    const call = fc.record({
      id: fc.uuid(),
      type: fc.constant('function'),
      function: fc.record({ name: text, arguments: text }),
    });
    const custom = fc.record({ id: fc.uuid(), type: fc.constant('custom'), custom: fc.record({ name: text, input: text }) });
    const token = fc.record({ token: text, logprob: fc.float({ noNaN: true, noDefaultInfinity: true }), top_logprobs: fc.constant([]) });
    const known = fc.record(
      {
        role: fc.constant('assistant'),
        content: fc.option(text),
        refusal: fc.option(text),
        reasoning: text,
        reasoning_content: fc.option(text),
        tool_calls: fc.array(fc.oneof(call, custom), { minLength: 1, maxLength: 3 }),
        function_call: fc.record({ name: text, arguments: text }),
        content_blocks: fc.array(fc.record({ type: fc.constantFrom('thinking', 'text'), text }), { minLength: 1, maxLength: 3 }),
        annotations: fc.array(fc.record({ index: fc.nat(2), url: text }), { maxLength: 3 }),
      },
      { requiredKeys: ['role', 'content'] },
    );
    const logprobs = fc.option(
      fc.record({ content: fc.option(fc.array(token, { maxLength: 4 })), refusal: fc.option(fc.array(token, { maxLength: 2 })) }),
    );
    const choices = fc.array(
      fc.record(
        {
          message: fc.tuple(unheardOf, known).map(([more, message]) => ({ ...more, ...message })),
          logprobs,
          spoken: fc.boolean(),
          finish_reason: fc.constantFrom('stop', 'length', 'tool_calls', 'end_turn'),
        },
        { requiredKeys: ['message', 'finish_reason'] },
      ),
      { minLength: 1, maxLength: 3 },
    );

    fc.assert(
      fc.property(frame, unheardOf, choices, (around, more, said) => {
        const whole = said.map(({ spoken, message, ...rest }, index) => {
          // Tokens that do make the content go another way than those that do not.
          const tokens = rest.logprobs?.content;
          const content = spoken && tokens ? tokens.map((each) => each.token).join('') : message.content;
          return { index, ...rest, message: { ...message, content } };
        });
        const reply = JSON.parse(JSON.stringify({ ...more, ...around, object: 'chat.completion', choices: whole })) as unknown;

        const again = back(replayed(reply));

        expect(again).toEqual(reply);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same reply of completions', () => {
    const logprobs = fc.option(fc.record({ tokens: fc.array(text, { maxLength: 3 }), text_offset: fc.array(fc.nat(), { maxLength: 3 }) }));
    const choices = fc.array(fc.record({ text, logprobs, finish_reason: fc.constantFrom('stop', 'length') }), {
      minLength: 1,
      maxLength: 3,
    });

    fc.assert(
      fc.property(frame, choices, (around, said) => {
        const reply = JSON.parse(
          JSON.stringify({ ...around, object: 'text_completion', choices: said.map((each, index) => ({ index, ...each })) }),
        ) as unknown;

        const again = back(replayed(reply, 'openai-completions'), 'openai-completions');

        expect(again).toEqual(reply);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same reply of the Responses API, and its events add up to it', () => {
    const part = fc.oneof(
      fc.record({
        type: fc.constant('output_text'),
        text,
        annotations: fc.array(fc.record({ url: text }), { maxLength: 2 }),
        logprobs: fc.constant([]),
      }),
      fc.record({ type: fc.constant('refusal'), refusal: text }),
    );
    const status = fc.constant('completed');
    const item = fc.oneof(
      fc.record({
        id: fc.uuid(),
        type: fc.constant('message'),
        status,
        role: fc.constant('assistant'),
        content: fc.array(part, { maxLength: 2 }),
      }),
      fc.record({ id: fc.uuid(), type: fc.constant('function_call'), status, call_id: fc.uuid(), name: text, arguments: text }),
      fc.record({ id: fc.uuid(), type: fc.constant('custom_tool_call'), call_id: fc.uuid(), name: text, input: text }),
      fc.record({
        id: fc.uuid(),
        type: fc.constant('reasoning'),
        summary: fc.array(fc.record({ type: fc.constant('summary_text'), text }), { maxLength: 2 }),
      }),
      fc.record({ id: fc.uuid(), type: fc.constant('web_search_call'), status, action: fc.record({ query: text }) }),
    );

    fc.assert(
      fc.property(fc.array(item, { maxLength: 3 }), (output) => {
        const reply = { id: 'r1', object: 'response', created_at: 7, status: 'completed', error: null, output, usage: { total_tokens: 3 } };

        const events = replayed(reply, 'openai-responses');

        const told = jsonOf(events) as unknown as { type: string; sequence_number: number; delta?: string; item?: unknown }[];
        expect(back(events, 'openai-responses')).toEqual(reply);
        expect(told.map(({ sequence_number: number }) => number)).toEqual(told.map((_, index) => index));
        expect(told.flatMap((event) => (event.type === 'response.output_item.done' ? [event.item] : []))).toEqual(output);
        expect(told.map(({ delta = '' }) => delta).join('')).toBe(output.map(textOf).join(''));
        for (const [index, event] of events.entries())
          expect(event.toString().startsWith(`event: ${told[index]!.type}\ndata: {`)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

/** All text of an item, in the order in which it is said. */
function textOf(item: object): string {
  const { type, content, summary, arguments: args, input } = item as Readonly<Record<string, unknown>>;
  if (type === 'function_call') return args as string;
  if (type === 'custom_tool_call') return input as string;
  const parts = (content ?? summary ?? []) as readonly { text?: string; refusal?: string }[];
  return parts.map((part) => part.text ?? part.refusal).join('');
}

describe('a response as events', () => {
  it('is told as OpenAI documents it', () => {
    const message = {
      id: 'm1',
      type: 'message',
      status: 'completed',
      role: 'assistant',
      content: [{ type: 'output_text', text: 'Hi', annotations: [] }],
    };
    const response = { id: 'r1', object: 'response', status: 'completed', output: [message], usage: { total_tokens: 3 } };

    const told = jsonOf(replayed(response, 'openai-responses'));

    const begun = { ...response, status: 'in_progress', output: [], usage: null };
    const place = { item_id: 'm1', output_index: 0, content_index: 0 };
    expect(told).toEqual([
      { type: 'response.created', response: begun, sequence_number: 0 },
      { type: 'response.in_progress', response: begun, sequence_number: 1 },
      { type: 'response.output_item.added', output_index: 0, item: { ...message, status: 'in_progress', content: [] }, sequence_number: 2 },
      { type: 'response.content_part.added', ...place, part: { type: 'output_text', text: '', annotations: [] }, sequence_number: 3 },
      { type: 'response.output_text.delta', ...place, delta: 'Hi', logprobs: [], sequence_number: 4 },
      { type: 'response.output_text.done', ...place, text: 'Hi', logprobs: [], sequence_number: 5 },
      { type: 'response.content_part.done', ...place, part: message.content[0], sequence_number: 6 },
      { type: 'response.output_item.done', output_index: 0, item: message, sequence_number: 7 },
      { type: 'response.completed', response, sequence_number: 8 },
    ]);
  });

  it('is none where it was not completed', () => {
    expect(replayEvents('openai-responses', bytesOf({ status: 'incomplete', output: [] }), { usage: true })).toBeUndefined();
    expect(replayEvents('openai-responses', bytesOf({ status: 'completed' }), { usage: true })).toBeUndefined();
  });
});
