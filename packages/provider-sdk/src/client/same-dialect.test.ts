import { describe, expect, it } from '@jest/globals';
import { createClient } from './create-client.ts';
import { apiKey, plain } from './provider.test.support.ts';
import { all, chunk, events, fetching, inPieces, json, serving } from './server.test.support.ts';

const messages = [{ role: 'user', content: 'hi' }];
const completion = {
  id: 'c',
  model: 'm',
  created: 1,
  choices: [{ index: 0, message: { role: 'assistant', content: 'ho' }, finish_reason: 'stop' }],
};

describe('a provider that speaks the dialect itself', () => {
  it('is sent the caller’s words, prepared and signed, and its reply comes back as it is', async () => {
    const server = await serving(json({ ...completion, own: { deep: true } }));
    const client = createClient(plain, { apiKey }, { baseURL: `${server.url}/v1/`, headers: { 'X-Team': 'a', 'x-place': 'b' } });

    const reply = await client.chat({ model: 'm', messages, logit_bias: {}, unknown: 1 }, { headers: { 'x-team': 'c' } });

    expect(reply).toEqual({ ...completion, own: { deep: true } });
    expect(reply.choices[0]?.message.content).toBe('ho');
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]).toMatchObject({
      method: 'POST',
      url: '/v1/chat/m',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'x-team': 'c', 'x-place': 'b' },
    });
    expect(JSON.parse(server.asked[0]!.body)).toEqual({ model: 'm', messages, unknown: 1 });
  });

  it('does not change what it was given', async () => {
    const { fetch } = fetching(() => Response.json(completion));
    const request = { model: 'm', messages, logit_bias: { a: 1 } };

    await createClient(plain, { apiKey }, { fetch }).chat(request);

    expect(request).toEqual({ model: 'm', messages, logit_bias: { a: 1 } });
  });

  it('has its reply and its chunks mended', async () => {
    const { choices, ...rest } = completion;
    const { choices: delta, ...piece } = chunk('ho', 'stop');
    const { fetch } = fetching(
      () => Response.json({ ...rest, answer: choices }),
      () => new Response(events({ ...piece, answer: delta }, '[DONE]'), { headers: { 'content-type': 'text/event-stream' } }),
    );
    const client = createClient(plain, { apiKey }, { fetch });

    const whole = await client.chat({ model: 'm', messages });
    const streamed = await all(await client.chat({ model: 'm', messages, stream: true }));

    expect(whole.choices[0]?.message.content).toBe('ho');
    expect(streamed[0]?.choices[0]?.delta.content).toBe('ho');
  });

  it.each([1, 2, 3, 5, 1000])('streams the same events, %i bytes at a time', async (size) => {
    const usage = { id: 'c', model: 'm', created: 1, choices: [], usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } };
    const text = `: hello\n\n${events(chunk('é😀'), chunk('b', 'stop')).replaceAll('\n', '\r\n')}${events(usage, '[DONE]', chunk('never'))}`;
    const server = await serving(inPieces('text/event-stream; charset=utf-8', Buffer.from(text), size));
    const client = createClient(plain, { apiKey }, { baseURL: server.url });

    const found = await all(await client.chat({ model: 'm', messages, stream: true, stream_options: { include_usage: true } }));

    expect(found).toEqual([chunk('é😀'), chunk('b', 'stop'), usage]);
    expect(server.asked[0]).toMatchObject({ url: '/chat/m?alt=sse' });
    expect(JSON.parse(server.asked[0]!.body)).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it('streams a last event whose end was forgotten', async () => {
    const { fetch } = fetching(
      () => new Response(events(chunk('a'), chunk('b', 'stop')).trimEnd(), { headers: { 'content-type': 'text/event-stream' } }),
    );

    const found = await all(await createClient(plain, { apiKey }, { fetch }).chat({ model: 'm', messages, stream: true }));

    expect(found).toEqual([chunk('a'), chunk('b', 'stop')]);
  });

  it('asks for no token counts that the caller did not ask for', async () => {
    const { fetch, asked } = fetching(() => new Response(events(chunk('a', 'stop')), { headers: { 'content-type': 'text/event-stream' } }));

    await all(await createClient(plain, { apiKey }, { fetch }).chat({ model: 'm', messages, stream: true }));

    expect(await asked[0]!.json()).toEqual({ model: 'm', messages, stream: true });
  });

  it.each([
    [
      'messages',
      [{ type: 'message_start' }, { type: 'ping' }, { type: 'message_stop' }],
      [{ type: 'message_start' }, { type: 'message_stop' }],
    ],
    [
      'responses',
      [{ type: 'response.created' }, { type: 'response.completed' }],
      [{ type: 'response.created' }, { type: 'response.completed' }],
    ],
    [
      'completions',
      [{ choices: [{ index: 0, text: 'a', finish_reason: 'stop' }] }],
      [{ choices: [{ index: 0, text: 'a', finish_reason: 'stop' }] }],
    ],
  ] as const)('streams %s to their own end, with no mark behind', async (name, sent, expected) => {
    const { fetch } = fetching(() => new Response(events(...sent), { headers: { 'content-type': 'text/event-stream' } }));
    const client = createClient(plain, { apiKey }, { fetch });

    const answered = await client.call(name, { model: 'm', stream: true });

    expect(answered.kind === 'stream' && (await all(answered.events))).toEqual(expected);
  });

  it.each(['embeddings', 'rerank', 'moderations', 'images', 'responses', 'messages', 'completions'] as const)(
    'answers %s',
    async (name) => {
      const { fetch, asked } = fetching(() => Response.json({ data: [1], own: 'words' }));
      const request = { model: 'm', input: 'a', prompt: 'a', query: 'q', documents: ['d'], messages, max_tokens: 9 } as const;

      const asking = createClient(plain, { apiKey }, { fetch })[name] as (given: object) => Promise<unknown>;
      const reply = await asking(request);

      expect(reply).toEqual({ data: [1], own: 'words' });
      expect(await asked[0]!.json()).toEqual(request);
    },
  );

  it('lists its models by a GET without a body', async () => {
    const server = await serving(json({ object: 'list', data: [{ id: 'a' }] }));

    const { data } = await createClient(plain, { apiKey }, { baseURL: server.url }).models();

    expect(data.map(({ id }) => id)).toEqual(['a']);
    expect(server.asked[0]).toMatchObject({ method: 'GET', url: '/models', body: '' });
  });

  it('speaks, and gives the sound as bytes', async () => {
    const { fetch } = fetching(() => new Response(Uint8Array.of(1, 0, 255), { headers: { 'content-type': 'audio/mpeg' } }));

    const speech = await createClient(plain, { apiKey }, { fetch }).speech({ model: 'm', input: 'hi', voice: 'v' });

    expect(speech).toEqual({ contentType: 'audio/mpeg', bytes: Uint8Array.of(1, 0, 255) });
  });

  it('is sent a form whose bytes are those that were signed', async () => {
    let signed: Uint8Array | undefined;
    const signing = {
      ...plain,
      authorize: (request: Parameters<typeof plain.authorize>[0]) => {
        signed = request.body;
        return request;
      },
    };
    const server = await serving(json({ text: 'heard' }));
    const form = new FormData();
    form.set('model', 'whisper');
    form.set('file', new Blob(['RIFF']), 'a.wav');

    const { text } = await createClient(signing, { apiKey }, { baseURL: server.url }).transcriptions(form);

    const [arrived] = server.asked;
    expect(text).toBe('heard');
    expect(arrived!.url).toBe('/audio/transcriptions');
    expect(arrived!.body).toContain('name="model"\r\n\r\nwhisper');
    expect(arrived!.body).toBe(Buffer.from(signed!).toString());
    expect(arrived!.body).toContain(/boundary=(.+)$/.exec(arrived!.headers['content-type'] ?? '')![1]);
  });

  it('gives what was heard as text where the form asked for no JSON', async () => {
    const { fetch } = fetching(() => new Response('1\n00:00 hé', { headers: { 'content-type': 'text/plain' } }));
    const form = new FormData();
    form.set('model', 'whisper');

    expect(await createClient(plain, { apiKey }, { fetch }).translations(form)).toEqual({ text: '1\n00:00 hé' });
  });
});
