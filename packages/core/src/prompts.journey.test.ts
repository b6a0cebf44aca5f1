import { describe, expect, it } from '@jest/globals';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { acme, chatRequest, jsonIn, testHouse, virtualKey } from './house.test.support.ts';
import type { ChatPrompt, CompletionPrompt } from './house.ts';
import type { Incoming } from './incoming.ts';

const stored = (slug: string) => ({ id: slug, slug, versionId: `${slug}-1`, workspaces: undefined, parameters: {}, virtualKey: undefined });

const chat = (slug: string, changes: Partial<ChatPrompt> = {}): ChatPrompt => ({
  ...stored(slug),
  kind: 'chat',
  render: ({ tone = '' }) => [{ role: 'system', content: `${slug} ${String(tone)}` }],
  ...changes,
});

const completion = (slug: string, changes: Partial<CompletionPrompt> = {}): CompletionPrompt => ({
  ...stored(slug),
  kind: 'completion',
  render: ({ tone = '' }) => `${slug} ${String(tone)}`,
  ...changes,
});

const writer = { ...acme, operations: { ...acme.operations, completions: openAIOperations.completions } };

function prompted(statuses: readonly number[] = []) {
  const house = testHouse((_, count) => ({ status: statuses[count] ?? 200, text: '{"choices":[]}' }), { providers: [writer] });
  const { prompts, virtualKeys } = house.stored;
  virtualKeys.set('prompts', virtualKey('prompts', { keys: ['of-the-prompt'] }));
  prompts.set('pp-a', chat('pp-a', { parameters: { model: 'new', seed: 1 }, virtualKey: 'prompts' }));
  prompts.set('pp-b', chat('pp-b', { parameters: { model: '@team/old' } }));
  prompts.set('pp-b@2', chat('pp-b@2'));
  prompts.set('pp-text', completion('pp-text', { parameters: { model: 'new' }, virtualKey: 'team' }));
  const bodies = () => house.sent.map(jsonIn);
  const credentials = () => house.sent.map(({ headers }) => headers['authorization']);
  return { ...house, bodies, credentials };
}

const keyed = (config: unknown, body: object, headers: Incoming['headers'] = {}) =>
  chatRequest({ 'x-portkey-api-key': 'sluice-key', ...(config ? { 'x-portkey-config': JSON.stringify(config) } : {}), ...headers }, body);

const fallback = (...targets: readonly object[]) => ({ strategy: { mode: 'fallback' }, targets });

const system = (content: string) => ({ role: 'system', content });

describe('the prompt of a target', () => {
  it('gives it its messages, its parameters and its virtual key, each target its own', async () => {
    const { ask, bodies, credentials } = prompted([500]);

    const { outcome } = await ask(keyed(fallback({ prompt_id: 'pp-a' }, { prompt_id: 'pp-b' }), { variables: { tone: 'kind' } }));

    expect(outcome.status).toBe(200);
    expect(bodies()).toEqual([
      { messages: [system('pp-a kind')], seed: 1, model: 'new' },
      { messages: [system('pp-b kind')], model: 'old' },
    ]);
    expect(credentials()).toEqual(['Bearer of-the-prompt', 'Bearer stored']);
  });

  it('stands before the messages of a chat, and under its parameters', async () => {
    const { ask, bodies } = prompted();
    const body = { messages: [{ role: 'user', content: 'hi' }], seed: 2 };

    await ask(keyed({ promptId: 'pp-a' }, body));

    expect(bodies()).toEqual([{ messages: [system('pp-a '), { role: 'user', content: 'hi' }], seed: 2, model: 'new' }]);
  });

  it('leaves who is called to a target that says so', async () => {
    const { ask, credentials } = prompted();

    await ask(keyed(fallback({ prompt_id: 'pp-a', virtual_key: 'team' }), {}));

    expect(credentials()).toEqual(['Bearer stored']);
  });

  it('may be a version', async () => {
    const { ask, bodies } = prompted();

    await ask(keyed({ virtual_key: 'team', prompt_id: 'pp-b@2' }, { model: 'new' }));

    expect(bodies()).toMatchObject([{ messages: [system('pp-b@2 ')] }]);
  });

  it('does not excuse a target without one from having messages', async () => {
    const { ask, sent } = prompted([500]);

    const { outcome } = await ask(keyed(fallback({ prompt_id: 'pp-a' }, { virtual_key: 'team' }), { model: 'new' }));

    expect(outcome).toMatchObject({ status: 400, fault: { param: 'messages' } });
    expect(sent).toHaveLength(1);
  });

  it('is found before anybody is asked, or the config is refused', async () => {
    const { ask, sent } = prompted();

    const { outcome } = await ask(keyed(fallback({ prompt_id: 'pp-a' }, { prompt_id: 'pp-none' }, { prompt_id: 'pp-no' }), {}));

    expect(outcome).toMatchObject({
      status: 400,
      fault: { message: expect.stringMatching(/^Following prompt_id are not valid: pp-none, pp-no\./) },
    });
    expect(sent).toEqual([]);
  });

  it('needs a key, as all that is stored does', async () => {
    const { ask } = prompted();

    const { outcome } = await ask(chatRequest({ authorization: 'own', 'x-portkey-config': '{"provider":"acme","prompt_id":"pp-a"}' }));

    expect(outcome.status).toBe(401);
  });

  it.each([
    ['a text for a chat', 'pp-text', 'chat', /"pp-text" is a text: send it to \/v1\/completions/],
    ['messages for a text', 'pp-a', 'completions', /"pp-a" is messages: send it to \/v1\/chat\/completions/],
    ['an operation without words', 'pp-a', 'embeddings', /embeddings takes none/],
  ] as const)('is refused where it does not fit: %s', async (_, slug, operation, message) => {
    const { ask, sent } = prompted();
    const request: Incoming = {
      ...keyed({ prompt_id: slug, virtual_key: 'team' }, { model: 'new' }),
      door: { kind: 'operation', operation, dialect: 'openai-completions', reply: 'json' },
    };

    const { outcome } = await ask(request);

    expect(outcome).toMatchObject({ status: 400, fault: { message: expect.stringMatching(message), param: 'prompt_id' } });
    expect(sent).toEqual([]);
  });

  it('is not mixed with one that the request asks for', async () => {
    const { ask } = prompted();

    const { outcome } = await ask(keyed({ prompt_id: 'pp-b' }, { prompt_id: 'pp-a' }));

    expect(outcome).toMatchObject({
      status: 400,
      fault: { message: expect.stringMatching(/^You cannot pass config with prompt id in \/v1\/prompts route/) },
    });
  });
});

describe('an address that asks for a prompt', () => {
  const asking = (
    prompt: ChatPrompt | CompletionPrompt | undefined,
    body: object,
    config?: object,
    headers?: Incoming['headers'],
  ): Incoming => ({
    ...keyed(config, body, headers),
    ...(prompt?.kind === 'completion' && {
      door: { kind: 'operation', operation: 'completions', dialect: 'openai-completions', reply: 'json' } as const,
      path: '/completions',
    }),
    prompt: { prompt, variables: { tone: 'kind' } },
  });

  it('sends the prompt’s words alone, and the request’s parameters over its own', async () => {
    const {
      ask,
      bodies,
      stored: { prompts },
    } = prompted();

    await ask(asking(prompts.get('pp-a'), { messages: [{ role: 'user', content: 'mine' }], seed: 2 }));
    await ask(asking(prompts.get('pp-text'), { prompt: 'mine', temperature: 0 }));

    expect(bodies()).toEqual([
      { messages: [system('pp-a kind')], seed: 2, model: 'new' },
      { prompt: 'pp-text kind', temperature: 0, model: 'new' },
    ]);
  });

  it('calls with the prompt’s virtual key, whatever the header says', async () => {
    const {
      ask,
      credentials,
      stored: { prompts },
    } = prompted();

    await ask(asking(prompts.get('pp-a'), {}, undefined, { 'x-portkey-virtual-key': 'team', authorization: 'own' }));

    expect(credentials()).toEqual(['Bearer of-the-prompt']);
  });

  it('calls whom the targets of a config name', async () => {
    const {
      ask,
      credentials,
      stored: { prompts },
    } = prompted();

    await ask(asking(prompts.get('pp-a'), {}, fallback({ virtual_key: 'team' })));

    expect(credentials()).toEqual(['Bearer stored']);
  });

  it('refuses a config that has prompts of its own', async () => {
    const {
      ask,
      stored: { prompts },
    } = prompted();

    const { outcome } = await ask(asking(prompts.get('pp-a'), {}, fallback({ prompt_id: 'pp-b' })));

    expect(outcome).toMatchObject({ status: 400, fault: { message: expect.stringMatching(/^You cannot pass config with prompt id/) } });
  });

  it('lets the targets choose where it names none', async () => {
    const { ask, bodies } = prompted();

    await ask(asking(undefined, { messages: [{ role: 'user', content: 'mine' }] }, fallback({ prompt_id: 'pp-b' })));

    expect(bodies()).toEqual([{ messages: [system('pp-b kind')], model: 'old' }]);
  });

  it('is refused where nobody names any', async () => {
    const { ask } = prompted();

    const { outcome } = await ask(asking(undefined, { messages: [] }, { virtual_key: 'team' }));

    expect(outcome).toMatchObject({ status: 400, fault: { message: expect.stringMatching(/^Invalid prompt id/) } });
  });
});
