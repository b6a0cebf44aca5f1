import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LogEntry } from '@sluice/store/logs';
import { recordsIn } from '../logs/records-in.ts';
import { call, CHAT, type Reply } from '../support/call.ts';
import { eventually } from '../support/gateway.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { COMPLETION, json, startUpstream, type Upstream } from '../support/upstream.ts';

const KEYS = { models: 'key-with-models-0123456789', providers: 'key-with-providers-0123456789', locked: 'key-locked-0123456789' };

let live: Upstream;
let next: Upstream;
let gateway: InProcess;

beforeAll(async () => {
  [live, next] = await Promise.all([startUpstream(), startUpstream()]);
  live.answer = json(COMPLETION);
  next.answer = json(COMPLETION);
  gateway = await startInProcess(
    { GROQ_BASE_URL: `${live.origin}/v1`, OPENAI_BASE_URL: `${next.origin}/v1` },
    JSON.stringify({
      virtual_keys: [
        { slug: 'live', provider: 'groq', key: 'gsk-live-0123456789' },
        { slug: 'next', provider: 'openai', key: 'sk-next-0123456789' },
      ],
      configs: [{ slug: 'pc-own', config: { virtual_key: 'live' } }],
      api_keys: [
        { name: 'models', key: KEYS.models, allowed_models: ['allowed'] },
        { name: 'providers', key: KEYS.providers, allowed_providers: ['groq'] },
        { name: 'locked', key: KEYS.locked, defaults: { config: 'pc-own', allow_config_override: false } },
      ],
    }),
  );
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all([live.close(), next.close()]);
});

const send = (key: string, target: object, name: string): Promise<Reply> =>
  call(`${gateway.url}/v1/chat/completions`, {
    headers: {
      'x-portkey-api-key': key,
      'x-portkey-config': JSON.stringify({ virtual_key: 'live', shadow: { name, target, cap: null } }),
    },
    body: { ...CHAT, model: 'allowed' },
  });

async function copyOf(name: string): Promise<LogEntry> {
  let found: LogEntry | undefined;
  await eventually(async () => {
    found = (await recordsIn(gateway.dataDir)).find((each) => each.source === 'shadow' && each.experiment === name);
    return found !== undefined;
  }, `there is no copy of ${name}`);
  return found!;
}

describe('a shadow that its caller brings along', () => {
  it.each([
    ['model', KEYS.models, { virtual_key: 'next', override_params: { model: 'forbidden' } }],
    [
      'model of a second target',
      KEYS.models,
      { strategy: { mode: 'fallback' }, targets: [{ virtual_key: 'next', override_params: { model: 'forbidden' } }] },
    ],
    ['provider', KEYS.providers, { virtual_key: 'next' }],
    ['provider without a virtual key', KEYS.providers, { provider: 'openai', api_key: 'sk-of-the-caller-0123456789' }],
  ])('reaches no %s that its key may not call', async (what, key, target) => {
    const name = what.replaceAll(' ', '-');
    const asked = next.received.length;

    const { status } = await send(key, target, name);
    const copy = await copyOf(name);

    expect(status).toBe(200);
    expect(copy).toMatchObject({ status: 412, tries: [] });
    expect(next.received).toHaveLength(asked);
  });

  it('reaches what its key may call', async () => {
    await send(KEYS.models, { virtual_key: 'next' }, 'may');

    expect(await copyOf('may')).toMatchObject({ status: 200, provider: 'openai', apiKeyName: 'models' });
  });

  it('is refused with its config by a key that may bring none', async () => {
    const asked = [live.received.length, next.received.length];

    const { status } = await send(KEYS.locked, { virtual_key: 'next' }, 'locked');

    expect(status).toBe(400);
    expect([live.received.length, next.received.length]).toEqual(asked);
  });
});
