import { describe, expect, it } from '@jest/globals';
import { FaultError, type Codec, type Json, type JsonObject, type ProviderAdapter, type Translated } from '@sluice/provider-sdk';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { chatAnswer, foreign, folderOf, json, like, shaped } from '../adapters.test.support.ts';
import { runKit } from '../kit.ts';
import { join } from 'node:path';

const { codec } = foreign.operations.chat as Translated;

const speaking = (changed: Partial<Codec>): ProviderAdapter => ({
  ...(foreign as unknown as ProviderAdapter),
  operations: { chat: { dialect: 'openai-chat', codec: { ...codec, ...changed } } },
});

const preparing = (prepare: (body: JsonObject) => void): ProviderAdapter =>
  like({ operations: { chat: { ...openAIOperations.chat, prepare } } });

/** What is said of each rule that is broken. */
async function broken(adapter: ProviderAdapter, replies?: string): Promise<Readonly<Record<string, string>>> {
  const { conduct } = await runKit(adapter, { replies });
  return Object.fromEntries(conduct.flatMap(({ surface, rule, why }) => (why === undefined ? [] : [[`${surface}/${rule}`, why]])));
}

describe('the rules of conduct', () => {
  it('are kept by a good adapter of either kind', async () => {
    const found = [await broken(shaped as unknown as ProviderAdapter), await broken(foreign as unknown as ProviderAdapter)];

    expect(found).toEqual([{}, {}]);
  });

  it('are kept with recorded replies too', async () => {
    const folder = await folderOf(foreign as unknown as ProviderAdapter, {
      'chat/text': json({ said: 'Hello.', cost: [3, 2] }),
      'chat/stream': { status: 200, headers: { 'content-type': 'application/x-ndjson' }, body: '{"word":"Hé"}\n{"cost":[3,2]}\n' },
    });

    const found = await broken(foreign as unknown as ProviderAdapter, join(folder, 'replies'));

    expect(found).toEqual({});
  });

  it('find who changes the call', async () => {
    const found = await broken(
      speaking({
        request: (call) => {
          (call as Record<string, unknown>)['seen'] = true;
          return { path: '/talk', body: {} };
        },
      }),
    );

    expect(found['chat/pure']).toMatch(/^text: it changes the call that it is given/);
  });

  it('find who asks otherwise the second time', async () => {
    let asked = 0;

    const found = await broken(speaking({ request: () => ({ path: '/talk', body: { asked: asked++ } }) }));

    expect(found['chat/pure']).toBe('text: asked the same twice, it asks the provider otherwise');
  });

  it('find who changes what it is to sign', async () => {
    const found = await broken(
      like({
        authorize: (request) => {
          (request.headers as Record<string, string>)['authorization'] = 'x';
          return request;
        },
      }),
    );

    expect(found['chat/pure']).toContain('authorize: it threw TypeError');
  });

  it('find who trips over an odd call', async () => {
    const found = await broken(preparing((body) => void (body.get('messages') as readonly string[]).map((each) => each)));

    expect(found['chat/odd_calls']).toMatch(/^asked with messages odd .* it threw TypeError/);
  });

  it('find who throws a fault of no kind that there is', async () => {
    const found = await broken(
      preparing(() => {
        throw new FaultError({ kind: 'bad' as never, message: 'no' });
      }),
    );

    expect(found['chat/odd_calls']).toContain('its kind has to be one of the list');
  });

  it('find who trips over an odd reply', async () => {
    const found = await broken(speaking({ reply: ({ json: body }) => ({ choices: [(body as { said: { text: Json } }).said.text] }) }));

    expect(found['chat/odd_replies']).toMatch(/^answered with null it threw TypeError/);
  });

  it('find who makes an answer of nothing', async () => {
    const found = await broken(speaking({ reply: () => ({ object: 'chat.completion' }) }));

    expect(found['chat/odd_replies']).toContain('it makes a reply in which choices is undefined');
  });

  it('find who trips over an odd frame', async () => {
    const found = await broken(
      speaking({ stream: { framing: 'ndjson', reader: () => ({ read: ({ data }) => [(data as { a: Json }).a], end: () => [] }) } }),
    );

    expect(found['chat/odd_replies']).toContain('in a stream with the frame');
  });

  it('find who trips over a recorded reply with one place odd', async () => {
    const trusting = speaking({
      reply: (answer, asked) => (codec.reply(answer, asked), chatAnswer({ content: (answer.json as { cost: number[] }).cost.join() })),
    });
    const folder = await folderOf(trusting, { 'chat/text': json({ said: 'Hello.', cost: [3, 2] }) });

    const found = [await broken(trusting), await broken(trusting, join(folder, 'replies'))];

    expect(found[0]).toEqual({});
    expect(found[1]?.['chat/odd_replies']).toContain('it threw TypeError');
  });

  it('find who fails at reading a failure, or reads one of no kind', async () => {
    const throwing = await broken(
      like({ readFault: ({ body }) => ({ kind: 'invalid_request', message: (body as { error: { message: string } }).error.message }) }),
    );
    const lying = await broken(like({ readFault: () => ({ kind: 'oops' as never, message: 'no' }) }));

    expect(throwing['chat/odd_replies']).toMatch(/at a status 400 with the body .* it threw TypeError/);
    expect(lying['chat/odd_replies']).toContain('its kind has to be one of the list');
  });

  it('find who puts a credential into a fault', async () => {
    const found = await broken(
      like({
        operations: {
          chat: {
            ...openAIOperations.chat,
            prepare: (body, { settings }) => {
              if (typeof body.get('model') !== 'string')
                throw new FaultError({ kind: 'invalid_request', message: `with ${JSON.stringify(settings).slice(0, 25)}`, param: 'model' });
            },
          },
        },
      }),
    );

    expect(found).toEqual({ 'chat/secrets': 'a fault of kind invalid_request has a credential in its message' });
  });
});
