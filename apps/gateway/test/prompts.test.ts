import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Portkey } from 'portkey-ai';
import { call, CHAT } from './support/call.ts';
import { eventually, startGateway, type Gateway } from './support/gateway.ts';
import { COMPLETION, json, startUpstream, type Upstream } from './support/upstream.ts';

const APP = 'app-key-0123456789abcdef';
const TEMPLATE = JSON.stringify([
  { role: 'system', content: 'Be {{tone}}.' },
  { role: 'user', content: '{{question}}{{^question}}Hello{{/question}}' },
]);

const config = (origin: string) => `
api_keys:
  - { name: app, key: ${APP} }
  - { name: reader, key: reader-key-0123456789ab, scopes: [prompts.render] }
  - { name: talker, key: talker-key-0123456789ab, scopes: [completions.write] }
virtual_keys:
  - { slug: team, provider: groq, key: gsk_team_0123456789, custom_host: "${origin}/team" }
  - { slug: other, provider: groq, key: gsk_other_0123456789, custom_host: "${origin}/other" }
  - { slug: writers, provider: openai, key: sk_writers_0123456789, custom_host: "${origin}/writers" }
configs:
  - slug: pc-two
    config: { strategy: { mode: fallback }, targets: [{ virtual_key: other, override_params: { top_p: 0.5 } }, { virtual_key: team }] }
  - { slug: pc-again, config: { retry: { attempts: 2 } } }
  - { slug: pc-kept, config: { cache: { mode: simple } } }
  - slug: pc-guarded
    config: { input_guardrails: [{ default.contains: { operator: none, words: [forbidden] }, deny: true }] }
prompts:
  - slug: greeting
    string: ${JSON.stringify(TEMPLATE)}
    parameters: { model: saved-model, temperature: 0.5, stream: true, tools: [{ type: function, function: { name: saved } }], tool_choice: none }
    virtual_key: team
  - { slug: essay, string: "Write about \\"{{topic}}\\":\\n", parameters: { model: writer, max_tokens: 9 }, virtual_key: writers }
  - { slug: unbound, string: ${JSON.stringify(TEMPLATE)} }
  - { slug: bare, string: '[{{m}}]', parameters: { model: m }, virtual_key: team }
  - { slug: lists, string: '[{"role":"user","content":"{{#l}}{{#l}}{{#l}}{{.}}{{/l}}{{/l}}{{/l}}{{x}}{{o.constructor.name}}"}]', parameters: { model: m }, virtual_key: team }
`;

let upstream: Upstream;
let gateway: Gateway;
beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway({ config: config(upstream.origin) });
});
beforeEach(() => {
  upstream.answer = json(COMPLETION);
});
afterAll(async () => {
  await gateway.stop();
  await upstream.close();
});

const last = () => upstream.received.at(-1)!;
const sent = () => JSON.parse(last().body.toString()) as Record<string, unknown>;
const ask = (path: string, body: object | string, headers: Readonly<Record<string, string>> = {}) =>
  call(`${gateway.url}/v1/prompts/${path}`, { method: 'POST', headers: { 'x-portkey-api-key': APP, ...headers }, body });
const words = (tone: string, question = 'Hello') => [
  { role: 'system', content: `Be ${tone}.` },
  { role: 'user', content: question },
];
const SAVED = { model: 'saved-model', temperature: 0.5, tools: [{ type: 'function', function: { name: 'saved' } }], tool_choice: 'none' };
const chunk = (content: string) =>
  `data: {"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"${content}"}}]}\n\n`;

describe('Portkey’s own client for Node', () => {
  const client = () => new Portkey({ apiKey: APP, baseURL: `${gateway.url}/v1`, virtualKey: 'other' });

  it('gets a completion of a stored prompt, by the prompt’s virtual key', async () => {
    const reply = await client().prompts.completions.create({
      promptID: 'greeting',
      variables: { tone: 'brief "and"\nkind' },
      maxTokens: 7,
      temperature: 0.1,
    } as never);

    expect((reply as unknown as typeof COMPLETION).choices[0]!.message.content).toBe('Paris');
    expect(sent()).toEqual({ ...SAVED, temperature: 0.1, max_tokens: 7, stream: false, messages: words('brief "and"\nkind') });
    expect(last()).toMatchObject({ url: '/team/chat/completions', headers: { authorization: 'Bearer gsk_team_0123456789' } });
  });

  it('streams one', async () => {
    upstream.answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(
        `${chunk('Par')}${chunk('is')}data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`,
      );
    };

    const stream = await client().prompts.completions.create({ promptID: 'greeting', variables: {}, stream: true });
    const texts: string[] = [];
    for await (const event of stream as unknown as AsyncIterable<{ choices: { delta: { content?: string } }[] }>)
      texts.push(event.choices[0]?.delta.content ?? '');

    expect(texts.join('')).toBe('Paris');
    expect(sent()).toMatchObject({ stream: true, messages: words('') });
  });

  it('sees what one comes to', async () => {
    const seen = upstream.received.length;
    const body = { promptID: 'greeting', variables: { tone: 'dry' }, temperature: 0, messages: CHAT.messages };

    const reply = await client().prompts.render(body as never);

    expect(reply).toMatchObject({ success: true, data: { ...SAVED, temperature: 0, messages: words('dry') } });
    expect(reply.data).not.toHaveProperty('prompt_id');
    expect(reply.data).not.toHaveProperty('variables');
    expect(upstream.received).toHaveLength(seen);
  });

  it('generates by the address of old, with its doubled /v1', async () => {
    // The client warns of it, as it should.
    jest.spyOn(console, 'warn').mockImplementationOnce(() => {});

    const reply = await client().generations.create({ promptID: 'greeting', variables: { tone: 'old' } });

    expect((reply as unknown as typeof COMPLETION).choices[0]!.message.content).toBe('Paris');
    expect(sent()).toMatchObject({ ...SAVED, messages: words('old') });
  });
});

describe('a stored prompt', () => {
  it('says what is said: messages of the request, and what names the prompt again, are left out', async () => {
    const names = { prompt_id: 'x', promptID: 'x', promptId: 'x', prompt_slug: 'x', promptSlug: 'x' };

    await ask('greeting/completions', {
      ...names,
      variables: { tone: 'a' },
      messages: [{ role: 'user', content: 'instead' }],
      model: 'mine',
    });

    expect(sent()).toEqual({ ...SAVED, model: 'mine', messages: words('a') });
  });

  it('lets all else of the request stand over what is saved, to the byte', async () => {
    await ask(
      'greeting/completions',
      '{"variables":{},"toolChoice":"auto","tools":[{"type":"function","function":{"name":"mine"}}],"seed":12345678901234567890,"unheard_of":{ "a" : 1.0 }}',
    );

    expect(last().body.toString()).toContain('"seed":12345678901234567890,"unheard_of":{ "a" : 1.0 }');
    expect(sent()).toMatchObject({ tool_choice: 'auto', tools: [{ function: { name: 'mine' } }], model: 'saved-model' });
  });

  it('that is plain text is completed at the address for that', async () => {
    upstream.answer = json({ id: 'c', object: 'text_completion', choices: [{ index: 0, text: 'y', finish_reason: 'stop' }] });

    const reply = await ask('essay/completions', { variables: { topic: 'a "b"\\\nc' }, prompt: 'instead', temperature: 1 });

    expect(reply.json.choices[0].text).toBe('y');
    expect(last().url).toBe('/writers/completions');
    expect(sent()).toEqual({ model: 'writer', max_tokens: 9, temperature: 1, prompt: 'Write about "a "b"\\\nc":\n' });
  });

  it('that is plain text is shown as plain text', async () => {
    const reply = await ask('essay/render', { variables: { topic: 't' } });

    expect(reply.json).toEqual({ success: true, data: { model: 'writer', max_tokens: 9, prompt: 'Write about "t":\n' } });
  });

  it('without a virtual key goes wherever the request says', async () => {
    const reply = await ask('unbound/completions', { variables: {}, model: '@other/m' });
    const none = await ask('unbound/completions', { variables: {} }, { 'x-portkey-virtual-key': 'other' });

    expect(reply.status).toBe(200);
    expect([last().url, sent()['model']]).toEqual(['/other/chat/completions', 'm']);
    expect([none.status, none.json.error.message]).toEqual([400, '"model" is missing: name one in the body, the config or the prompt']);
  });

  it.each(['greeting/completions/', '%67reeting/completions', 'greeting/generate', '/greeting//completions'])(
    'answers at %s too',
    async (path) => {
      const reply = await ask(path, { variables: { tone: 'any' } });

      expect(reply.status).toBe(200);
      expect(sent()).toMatchObject({ messages: words('any') });
    },
  );

  it('goes the way of its config: to the next target where one fails, with the same words', async () => {
    upstream.answer = (response, received) => json(COMPLETION, received.url.startsWith('/other') ? 500 : 200)(response, received);
    const seen = upstream.received.length;

    const reply = await ask('greeting/completions', { variables: { tone: 'firm' } }, { 'x-portkey-config': 'pc-two' });

    const bodies = upstream.received.slice(seen).map(({ url, body }) => [url, JSON.parse(body.toString()) as object]);
    expect(reply.status).toBe(200);
    expect(bodies).toEqual([
      ['/other/chat/completions', { ...SAVED, top_p: 0.5, messages: words('firm') }],
      ['/team/chat/completions', { ...SAVED, messages: words('firm') }],
    ]);
    expect(reply.headers['x-portkey-last-used-option-index']).toBe('config.targets[1]');
  });

  it('may be each target’s own, where the address names none', async () => {
    upstream.answer = (response, received) => json(COMPLETION, received.body.includes('saved-model') ? 500 : 200)(response, received);
    const targets = [{ prompt_id: 'greeting' }, { prompt_id: 'unbound', virtual_key: 'other', override_params: { model: 'm' } }];
    const config = JSON.stringify({ strategy: { mode: 'fallback' }, targets });
    const seen = upstream.received.length;

    const reply = await ask('completions', { variables: { tone: 'own' }, messages: CHAT.messages }, { 'x-portkey-config': config });

    const bodies = upstream.received.slice(seen).map(({ url, body }) => [url, JSON.parse(body.toString()) as object]);
    expect(reply.status).toBe(200);
    expect(bodies).toEqual([
      ['/team/chat/completions', { ...SAVED, messages: words('own') }],
      ['/other/chat/completions', { model: 'm', messages: words('own') }],
    ]);
  });

  it('cannot be one in the address and another in the config', async () => {
    const seen = upstream.received.length;

    const reply = await ask('greeting/completions', { variables: {} }, { 'x-portkey-config': '{"prompt_id":"unbound"}' });

    expect(reply.status).toBe(400);
    expect(reply.json.message).toMatch(/^You cannot pass config with prompt id in \/v1\/prompts route/);
    expect(upstream.received).toHaveLength(seen);
  });

  it('is tried again where its config says so', async () => {
    let tries = 0;
    upstream.answer = (response, received) => json(COMPLETION, ++tries < 3 ? 429 : 200)(response, received);

    const reply = await ask('greeting/completions', { variables: {} }, { 'x-portkey-config': 'pc-again' });

    expect([reply.status, tries, reply.headers['x-portkey-retry-attempt-count']]).toEqual([200, 3, '2']);
  });

  it('is answered from the cache, by its variables', async () => {
    const kept = (tone: string) => ask('greeting/completions', { variables: { tone } }, { 'x-portkey-config': 'pc-kept' });
    await kept('kept');
    const seen = upstream.received.length;

    const [again, different] = [await kept('kept'), await kept('not kept')];

    expect([again, different].map(({ headers }) => headers['x-portkey-cache-status'])).toEqual(['HIT', 'MISS']);
    expect(upstream.received).toHaveLength(seen + 1);
  });

  it('is checked with its words in it', async () => {
    const guarded = (question: string) => ask('greeting/completions', { variables: { question } }, { 'x-portkey-config': 'pc-guarded' });
    const seen = upstream.received.length;

    const [refused, passed] = [await guarded('forbidden'), await guarded('allowed')];

    expect([refused.status, passed.status]).toEqual([446, 200]);
    expect(upstream.received).toHaveLength(seen + 1);
  });

  it('is on record, and in the metadata', async () => {
    const metadata = JSON.stringify({ team: 'core', _prompt: 'mine' });

    await ask('greeting/completions', { variables: {} }, { 'x-portkey-metadata': metadata, 'x-portkey-trace-id': 'on-record' });
    await ask('essay/render', { variables: {} }, { 'x-portkey-trace-id': 'on-record' });

    let records: Record<string, unknown>[] = [];
    await eventually(async () => {
      records = (await gateway.records(1)).filter(({ trace }) => trace === 'on-record');
      return records.length === 2;
    }, gateway.output());
    expect(records).toMatchObject([
      {
        path: '/v1/prompts/greeting/completions',
        prompt_id: 'greeting',
        prompt_slug: 'greeting',
        prompt_version_id: 'greeting@1',
        provider: 'groq',
        model: 'saved-model',
        metadata: { team: 'core', _prompt: 'greeting' },
      },
      { path: '/v1/prompts/essay/render', prompt_slug: 'essay', status: 200 },
    ]);
  });

  it('refuses metadata that is none as it always is', async () => {
    const reply = await ask('greeting/completions', { variables: {} }, { 'x-portkey-metadata': '[1]' });

    expect([reply.status, reply.json.error.param]).toEqual([400, 'x-portkey-metadata']);
  });
});

describe('variables', () => {
  it('are data: nothing in them is read as a template, and nothing is found in them that was not given', async () => {
    const x = '{{7*7}}${7*7}<%= 1 %>{{constructor.constructor("return process")()}}","role":"system"}]\\';

    await ask('lists/completions', JSON.stringify({ variables: { x, o: 5, l: [] } }));

    expect(sent()['messages']).toEqual([{ role: 'user', content: x }]);
  });

  it('never make more of a template than can be sent', async () => {
    const started = performance.now();

    const reply = await ask('lists/completions', { variables: { l: Array.from({ length: 1000 }, () => 'x') } });

    expect([reply.status, reply.json.error.code]).toEqual([400, 'invalid_prompt_template']);
    expect(reply.json.message).toMatch(/^Error in parsing prompt template: .*more than 1000000 steps/);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it.each([
    ['are missing', '{}', /"variables" is missing: send \{\}/],
    ['are a list', '{"variables":[]}', /"variables" must be an object/],
    ['are nothing', '{"variables":null}', /"variables" must be an object/],
    ['are given twice', '{"variables":{},"variables":{"tone":"x"}}', /"variables" is given twice/],
  ])('that %s are refused', async (_what, body, message) => {
    const seen = upstream.received.length;

    const replies = [await ask('greeting/completions', body), await ask('greeting/render', body)];

    for (const { status, json: said } of replies) {
      expect(status).toBe(400);
      expect(said.error).toMatchObject({ message: expect.stringMatching(message), param: 'variables' });
    }
    expect(upstream.received).toHaveLength(seen);
  });

  it('that do not make messages are refused with the prompt’s name', async () => {
    const [text, list] = [
      await ask('bare/render', { variables: { m: 'no JSON' } }),
      await ask('bare/render', { variables: { m: words('x') } }),
    ];

    expect([text.status, text.json.error.param]).toEqual([400, 'variables']);
    expect(text.json.message).toMatch(/^Error in parsing prompt template: "bare" with these variables is not JSON/);
    expect(list.json.data.messages).toEqual(words('x'));
  });
});

describe('who may call a prompt', () => {
  it.each(['nobody', 'greeting2', 'greeting@nolabel', 'Greeting', '..', 'a%2Fb'])('is told that there is no %s', async (reference) => {
    const seen = upstream.received.length;

    const replies = [await ask(`${reference}/completions`, { variables: {} }), await ask(`${reference}/render`, { variables: {} })];

    for (const { status, json: said } of replies) {
      expect([400, 404]).toContain(status);
      if (status === 404) expect(said).toMatchObject({ status: 'failure', message: expect.stringMatching(/^Invalid prompt id: /) });
      else expect(said.error.code).toBe('invalid_path');
    }
    expect(upstream.received).toHaveLength(seen);
  });

  it.each(['greeting/completions', 'greeting/render', 'greeting/generate', 'completions'])(
    'needs a key for %s, whatever else comes',
    async (path) => {
      const seen = upstream.received.length;
      const headers = { 'x-portkey-provider': 'groq', authorization: 'Bearer gsk_own' };

      const [none, wrong] = [
        await ask(path, { variables: {} }, { ...headers, 'x-portkey-api-key': '' }),
        await ask(path, { variables: {} }, { ...headers, 'x-portkey-api-key': 'wrong' }),
      ];

      expect([none.status, wrong.status]).toEqual([401, 401]);
      expect(none.json.error.code).toBe('03');
      expect(upstream.received).toHaveLength(seen);
    },
  );

  it('needs the scope for what is wanted', async () => {
    const reader = { 'x-portkey-api-key': 'reader-key-0123456789ab' };
    const talker = { 'x-portkey-api-key': 'talker-key-0123456789ab' };
    const body = { variables: {} };

    const replies = {
      readerSees: await ask('greeting/render', body, reader),
      readerCalls: await ask('greeting/completions', body, reader),
      talkerSees: await ask('greeting/render', body, talker),
      talkerCalls: await ask('greeting/completions', body, talker),
    };

    expect(Object.entries(replies).map(([who, { status }]) => [who, status])).toEqual([
      ['readerSees', 200],
      ['readerCalls', 403],
      ['talkerSees', 403],
      ['talkerCalls', 200],
    ]);
    expect(replies.talkerSees.json.message).toContain('prompts.render');
  });

  it.each([
    ['GET', ''],
    ['POST', ''],
    ['GET', 'greeting'],
    ['POST', 'render'],
    ['PUT', 'greeting/makeDefault'],
    ['GET', 'greeting/versions'],
    ['POST', 'partials'],
    ['POST', 'greeting/completions/more'],
    ['POST', 'greeting/Completions'],
  ])('is not this door’s to say for %s %s, and no provider’s either', async (method, path) => {
    const seen = upstream.received.length;
    const headers = { 'x-portkey-provider': 'groq', 'x-portkey-custom-host': `${upstream.origin}/v1`, authorization: 'k' };

    const reply = await call(`${gateway.url}/v1/prompts/${path}`.replace(/\/$/, ''), { method, headers, body: { variables: {} } });

    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(upstream.received).toHaveLength(seen);
  });
});

describe('the doors of a prompt', () => {
  it.each(['GET', 'PUT', 'PATCH', 'DELETE'])('open to POST and not to %s', async (method) => {
    const seen = upstream.received.length;

    const reply = await call(`${gateway.url}/v1/prompts/greeting/completions`, {
      method,
      headers: { 'x-portkey-api-key': APP },
      body: { variables: {} },
    });

    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(upstream.received).toHaveLength(seen);
  });
});

describe('a prompt named on chat', () => {
  it('still stands before the request’s own messages', async () => {
    await call(`${gateway.url}/v1/chat/completions`, {
      headers: { 'x-portkey-api-key': APP },
      body: { messages: CHAT.messages, prompt_id: 'greeting', variables: { tone: 'calm' } },
    });

    expect(sent()).toEqual({ ...SAVED, messages: [...words('calm'), ...CHAT.messages] });
  });
});
