import { describe, expect, it } from '@jest/globals';
import { defineProvider, FaultError, type JsonObject, type ProviderAdapter } from '@sluice/provider-sdk';
import type { Difference } from '@sluice/provider-sdk';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { cellOf, chatAnswer, delta, events, foreign, json, like, shaped } from './adapters.test.support.ts';

const openAI = shaped as unknown as ProviderAdapter;
const own = foreign as unknown as ProviderAdapter;

const call = (id: string, text: string) => ({ id, type: 'function', function: { name: 'get_weather', arguments: text } });

const preparing = (prepare: (body: JsonObject) => void, more: Partial<ProviderAdapter> = {}) =>
  like({ operations: { chat: { ...openAIOperations.chat, prepare } }, ...more });

const without = (param: string) => () => {
  throw new FaultError({ kind: 'invalid_request', message: `${param}: not here`, param });
};

describe('a cell that works', () => {
  it.each([
    ['chat/text', json(chatAnswer({ content: 'Hello.' }))],
    ['chat/usage', json(chatAnswer({ content: 'Hello.' }))],
    ['chat/tools', json(chatAnswer({ content: null, tool_calls: [call('a', '{"city":"Paris"}')] }, { finish_reason: 'tool_calls' }))],
    ['chat/json', json(chatAnswer({ content: '{"city":"Paris"}' }))],
    ['chat/json_schema', json(chatAnswer({ content: '{"city":"Paris","degrees":18}' }))],
    ['chat/stream', events(delta({ role: 'assistant', content: '' }), delta({ content: 'Héllo 🌍' }), delta({}, 'stop'))],
    [
      'chat/tools_stream',
      events(
        delta({ role: 'assistant', content: null, tool_calls: [{ index: 0, ...call('a', '') }] }),
        delta({ tool_calls: [{ index: 0, function: { arguments: '{"city":' } }] }),
        delta({ tool_calls: [{ index: 0, function: { arguments: '"Paris"}' } }] }, 'tool_calls'),
      ),
    ],
    ['chat/bad_key', json({ error: { message: 'wrong key' } }, 401)],
    ['chat/bad_model', json({ error: { message: 'no such model', code: 'model_not_found' } }, 404)],
    ['embeddings/text', json({ data: [{ index: 0, embedding: [0.1, 0.2] }] })],
    ['models/list', json({ data: [{ id: 'shaped-1' }] })],
  ])('is %s of a provider that speaks OpenAI’s language', async (name, answer) => {
    const cell = await cellOf(openAI, name, answer);

    expect(cell).toMatchObject({ status: 'works' });
  });

  it.each([
    ['chat/text', json({ said: 'Hello.', cost: [3, 2] })],
    ['chat/usage', json({ said: 'Hello.', cost: [3, 2] })],
    [
      'chat/stream',
      { status: 200, headers: { 'content-type': 'application/x-ndjson' }, body: '{"word":"Hé"}\n{"word":"llo"}\n{"cost":[3,2]}\n' },
    ],
    ['chat/bad_key', json('no', 401)],
  ])('is %s of a provider with words of its own', async (name, answer) => {
    const cell = await cellOf(own, name, answer);

    expect(cell).toMatchObject({ status: 'works' });
  });
});

describe('a cell that failed', () => {
  it.each([
    [
      'chat/usage',
      'lies about its tokens',
      json({ ...chatAnswer({ content: 'x' }), usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 9 } }),
      'usage.total_tokens is 9',
    ],
    ['chat/tools', 'ignores the tool', json(chatAnswer({ content: 'It is sunny.' })), 'the tool was not called'],
    [
      'chat/tools',
      'calls another',
      json(chatAnswer({ tool_calls: [{ id: 'a', function: { name: 'rm', arguments: '{}' } }] }, { finish_reason: 'tool_calls' })),
      'only "get_weather" was offered',
    ],
    ['chat/text', 'says nothing', json(chatAnswer({ content: '' })), 'the content is ""'],
    [
      'chat/stream',
      'says the role late',
      events(delta({ content: 'a' }), delta({ role: 'assistant' }), delta({}, 'stop')),
      'does not say the role',
    ],
    [
      'chat/stream',
      'says two ends',
      events(delta({ role: 'assistant', content: 'a' }, 'stop'), delta({}, 'stop')),
      'a second finish_reason',
    ],
    ['chat/stream', 'answers whole', json(chatAnswer({ content: 'Hello.' })), 'a whole reply came'],
    ['chat/bad_key', 'takes any key', json(chatAnswer({ content: 'Hello.' })), 'expected a fault of kind credential_refused or forbidden'],
    ['chat/bad_model', 'takes it for a bad request', json({ error: { message: 'hm' } }, 400), 'the fault is of kind invalid_request'],
    [
      'embeddings/many',
      'mixes up the order',
      json({
        data: [
          { index: 1, embedding: [1] },
          { index: 0, embedding: [1] },
        ],
      }),
      'clients take vectors by their place',
    ],
  ])('is %s where the provider %s', async (name, _what, answer, why) => {
    const cell = await cellOf(openAI, name, answer);

    expect(cell).toMatchObject({ status: 'failed', why: expect.stringContaining(why) });
  });

  it('tells where another thing is asked than was recorded, and how to record it', async () => {
    const cell = await cellOf(openAI, 'chat/text', json(chatAnswer({ content: 'Hello.' })), {
      body: { model: 'shaped-1', messages: [{ role: 'user', content: 'Say hi.' }] },
    });

    expect(cell).toMatchObject({
      status: 'failed',
      why: 'asks body.messages[0].content: "Say hello in one short sentence." where "Say hi." was recorded',
      cure: expect.stringContaining('provider-testkit --live --record --only chat/text'),
    });
  });

  it('tells of another path', async () => {
    const cell = await cellOf(openAI, 'models/list', json({ data: [{ id: 'a' }] }), { path: '/v2/models' });

    expect(cell.why).toBe('asks GET /models where GET /v2/models was recorded');
  });

  it('is one whose adapter throws what is no fault, asked or answered', async () => {
    const throwing = preparing(() => (undefined as unknown as JsonObject).get('x'));

    const cell = await cellOf(throwing, 'chat/text');

    expect(cell).toMatchObject({ status: 'failed', why: expect.stringContaining('which is no FaultError') });
  });

  it('is a stream that comes to something else when the network cuts it elsewhere', async () => {
    let frames = 0;
    const counting = like({
      operations: {
        chat: {
          ...openAIOperations.chat,
          mend: { signs: [], chunk: (chunk) => ({ ...chunk, counted: frames++ }) },
        },
      },
    });

    const cell = await cellOf(counting, 'chat/stream', events(delta({ role: 'assistant', content: 'a' }), delta({}, 'stop')));

    expect(cell).toMatchObject({ status: 'failed', why: 'cut into pieces of 1 bytes the stream comes to something else' });
  });

  it('is nothing to be done about where differences say so', async () => {
    const deaf = like({ differences: [{ member: 'stop', fate: 'dropped', how: 'x', source: 'x', example: { stop: ['6'] } }] });

    const cell = await cellOf(deaf, 'chat/stop', json(chatAnswer({ content: '5 6 7' })));

    expect(cell).toMatchObject({ status: 'failed', declared: 'stop is dropped: x' });
  });
});

const differing = (difference: Pick<Difference, 'member' | 'fate' | 'example'>, more: Partial<ProviderAdapter> = {}) =>
  like({ differences: [{ how: 'So it is.', source: 'made up', ...difference }], ...more });

const prose = json(chatAnswer({ content: 'It is sunny, 5 6 7.' }));
const proseStream = events(delta({ role: 'assistant', content: 'Sunny.' }), delta({}, 'stop'));
const silence = json(chatAnswer({ content: '' }));
const gone = json({ error: { message: 'gone' } }, 500);
const aTool = { tools: [{ type: 'function', function: { name: 'f' } }] };
const inJson = (type: string) => ({ response_format: { type, json_schema: { name: 'a', schema: {}, strict: true } } });

describe('a declared difference excuses a failure', () => {
  it.each<readonly [string, string, Difference['fate'], Difference['example'], typeof prose]>([
    ['chat/reasoning', 'reasoning_effort', 'dropped', { reasoning_effort: 'low' }, prose],
    ['chat/reasoning', 'reasoning_effort', 'changed', { reasoning_effort: 'medium' }, prose],
    ['chat/tools', 'tools', 'dropped', aTool, prose],
    ['chat/tools_stream', 'tools[]', 'dropped', aTool, proseStream],
    ['chat/tool_choice', 'tool_choice', 'dropped', { ...aTool, tool_choice: 'required' }, prose],
    ['chat/json', 'response_format', 'dropped', inJson('json_object'), prose],
    ['chat/json_schema', 'response_format', 'changed', inJson('json_schema'), prose],
    ['chat/stream_usage', 'stream_options', 'dropped', { stream_options: { include_usage: true } }, proseStream],
    ['chat/stop', 'stop', 'dropped', { model: 'shaped-1', stop: ['6'] }, prose],
  ])('of %s by %s, %s', async (name, member, fate, example, answer) => {
    const cell = await cellOf(differing({ member, fate, example }), name, answer);

    expect(cell).toMatchObject({ status: 'failed', declared: `${member} is ${fate}: So it is.` });
  });

  it.each<readonly [string, string, string, Difference['fate'], Difference['example'], typeof prose]>([
    ['another member of the same root', 'chat/text', 'messages[].name', 'dropped', { messages: [{ role: 'user', name: 'a' }] }, silence],
    ['another member of the same root', 'chat/vision', 'messages[].name', 'dropped', { messages: [{ role: 'user', name: 'a' }] }, silence],
    ['a way of sending the same', 'chat/system', 'messages[].role', 'changed', { messages: [{ role: 'system', content: 'a' }] }, silence],
    ['a part of what is asked', 'chat/json_schema', 'response_format.json_schema.strict', 'dropped', inJson('json_schema'), prose],
    ['a part of something else', 'chat/json', 'response_format.json_schema.strict', 'dropped', inJson('json_schema'), prose],
    ['another value of the same member', 'chat/json', 'response_format', 'changed', inJson('json_schema'), prose],
    ['another value of the same member', 'chat/reasoning', 'reasoning_effort', 'changed', { reasoning_effort: 'minimal' }, prose],
    ['tools of another kind', 'chat/tools', 'tools[]', 'dropped', { tools: [{ type: 'web_search' }] }, prose],
    ['another model', 'chat/stop', 'stop', 'dropped', { model: 'shaped-see', stop: ['6'] }, prose],
    ['a stream', 'chat/stream', 'stream', 'dropped', { stream: true }, json(chatAnswer({ content: 'Hello.' }))],
    ['what it does not break', 'chat/reasoning', 'reasoning_effort', 'dropped', { reasoning_effort: 'low' }, silence],
    ['what it does not break', 'chat/json', 'response_format', 'dropped', inJson('json_object'), gone],
  ])('and not where it is one of %s: %s by %s', async (_what, name, member, fate, example, answer) => {
    const cell = await cellOf(differing({ member, fate, example }), name, answer);

    expect([cell.status, cell.declared]).toEqual(['failed', undefined]);
  });

  it('and not at another operation', async () => {
    const elsewhere = like({
      differences: [{ operation: 'embeddings', member: 'stop', fate: 'dropped', how: 'x', source: 'x', example: { stop: '6' } }],
    });

    const cell = await cellOf(elsewhere, 'chat/stop', prose);

    expect(cell.declared).toBeUndefined();
  });

  it('and is advised only where one could', async () => {
    const cells = [await cellOf(openAI, 'chat/text', silence), await cellOf(openAI, 'chat/reasoning', prose)];

    expect(cells.map(({ cure }) => cure)).toEqual([
      'it works when a question is answered',
      expect.stringContaining('where this provider leaves out or changes reasoning_effort, its differences have to say so'),
    ]);
  });
});

describe('a cell that is refused', () => {
  it('is one that is declared, and needs no reply', async () => {
    const cell = await cellOf(own, 'chat/tools');

    expect(cell).toMatchObject({ status: 'refused', declared: 'tools is refused: It has no tools.', why: 'tools: there are none' });
  });

  it('is to be declared', async () => {
    const cell = await cellOf(preparing(without('messages[0].content')), 'chat/system');

    expect(cell).toMatchObject({ status: 'refused', cure: expect.stringContaining('differences') });
    expect(cell.declared).toBeUndefined();
  });

  const refusing = (param: string, member: string, example: Difference['example']) =>
    differing({ member, fate: 'refused', example }, { operations: preparing(without(param)).operations });

  it.each<readonly [string, string, string, Difference['example']]>([
    ['chat/json_schema', 'response_format', 'response_format', inJson('json_object')],
    ['chat/vision', 'messages[0].content[1]', 'messages[].content[]', { messages: [{ content: [{ type: 'input_audio' }] }] }],
    ['chat/system', 'messages[0].role', 'messages[].role', { messages: [{ role: 'system', content: 'a' }] }],
    ['chat/tool_results', 'messages', 'messages[].tool_call_id', { messages: [{ role: 'tool', tool_call_id: 'a' }] }],
  ])('is declared where a difference is of what it asks for: %s, %s by %s', async (name, param, member, example) => {
    const cell = await cellOf(refusing(param, member, example), name);

    expect(cell).toMatchObject({ status: 'refused', declared: `${member} is refused: So it is.` });
  });

  it.each<readonly [string, string, string, Difference['example']]>([
    ['chat/text', 'messages', 'messages[].name', { messages: [{ role: 'user', name: 'a' }] }],
    ['chat/usage', 'messages', 'messages', { messages: [{ role: 'user', content: 'a' }] }],
    ['chat/vision', 'messages', 'messages[].name', { messages: [{ role: 'user', name: 'a' }] }],
    ['chat/system', 'messages[0].role', 'messages[].role', { messages: [{ role: 'developer', content: 'a' }] }],
    ['chat/tools', 'tools', 'tools[].function.strict', { tools: [{ function: { strict: true } }] }],
    ['chat/stream', 'stream', 'stream', { stream: true }],
  ])('is to be mended where it is of something else, or groundwork: %s, %s by %s', async (name, param, member, example) => {
    const cell = await cellOf(refusing(param, member, example), name);

    expect(cell).toMatchObject({ status: 'refused', cure: expect.any(String) });
    expect(cell.declared).toBeUndefined();
  });

  it('has failed where the refusal names something else, or nothing', async () => {
    const elsewhere = await cellOf(preparing(without('seed')), 'chat/text');
    const nowhere = await cellOf(preparing(without('')), 'chat/text');

    expect([elsewhere.status, elsewhere.why]).toEqual(['failed', expect.stringContaining('names seed')]);
    expect([nowhere.status, nowhere.why]).toEqual(['failed', expect.stringContaining('names no member')]);
  });
});

describe('a cell that is not tested', () => {
  it('has no reply, and is not taken for one that works', async () => {
    const cell = await cellOf(openAI, 'chat/text');

    expect(cell).toEqual({
      surface: 'chat',
      feature: 'text',
      status: 'untested',
      why: 'no reply is recorded (it would be asked of shaped-1)',
    });
  });

  it('is one that made-up settings keep from being asked, which is to be mended', async () => {
    const wanting = defineProvider({
      ...(shaped as unknown as ProviderAdapter),
      operations: { chat: { ...openAIOperations.chat, prepare: without('apiKey') } },
    } as never) as unknown as ProviderAdapter;

    const cell = await cellOf(wanting, 'chat/text');

    expect(cell).toMatchObject({ status: 'untested', cure: expect.stringContaining('replies/kit.json') });
  });
});

describe('a provider within the process', () => {
  it('is asked itself, and needs no reply', async () => {
    const body = new TextEncoder().encode(JSON.stringify(chatAnswer({ content: 'Hello.' })));
    const within = like({
      fields: {},
      credential: undefined,
      answer: () => ({ status: 200, headers: { 'content-type': 'application/json' }, body }),
    });

    const cells = [await cellOf(within, 'chat/text'), await cellOf(within, 'chat/tools')];

    expect(cells.map(({ status }) => status)).toEqual(['works', 'failed']);
  });

  it('refuses as any other does: before it is asked', async () => {
    let asked = 0;
    const within = like({
      fields: {},
      credential: undefined,
      operations: { chat: { ...openAIOperations.chat, prepare: without('stop') } },
      differences: [{ member: 'stop', fate: 'refused', how: 'It never stops.', source: 'made up', example: { stop: 'a' } }],
      answer: () => {
        asked++;
        return { status: 200, headers: {}, body: new Uint8Array() };
      },
    });

    const cell = await cellOf(within, 'chat/stop');

    expect(cell).toMatchObject({ status: 'refused', why: 'stop: not here', declared: 'stop is refused: It never stops.' });
    expect(asked).toBe(0);
  });
});
