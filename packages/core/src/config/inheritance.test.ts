import { describe, expect, it } from '@jest/globals';
import { leading, read, readFork, readTarget, readTargets } from './reading.test.support.ts';
import { isWritten } from '../guards/hook.ts';
import { NO_REFERENCES } from './references.ts';

const FALLBACK = { mode: 'fallback' };

/** The one target below a fork that says something. */
const below = (fork: object, target: object = {}) => readTarget({ strategy: FALLBACK, ...fork, targets: [target] });

const checking = (word: string) => [{ 'default.contains': { words: [word], operator: 'none' } }];

describe('a target below a fork', () => {
  it('takes over what it does not say itself', async () => {
    const target = await below({
      custom_host: 'https://gpu.example',
      request_timeout: 500,
      forward_headers: ['X-Trace'],
      strict_open_ai_compliance: false,
      default_params: { seed: 1 },
      drop_params: ['user'],
      on_stream_failure: 'continue',
      connect_timeout_ms: 1,
      first_byte_timeout_ms: 2,
      first_event_timeout_ms: 3,
      idle_timeout_ms: 4,
    });

    expect(target).toMatchObject({
      customHost: 'https://gpu.example',
      requestTimeoutMs: 500,
      forwardHeaders: ['x-trace'],
      strict: false,
      defaultParams: { seed: 1 },
      dropParams: ['user'],
      onStreamFailure: 'continue',
      deadlines: { connectMs: 1, firstByteMs: 2, firstByteWholeMs: 2, firstEventMs: 3, firstEventMovingOnMs: 3, idleMs: 4 },
    });
  });

  it('puts its own in place of it', async () => {
    const target = await below(
      {
        custom_host: 'https://gpu.example',
        request_timeout: 500,
        forward_headers: ['x-trace'],
        strict_open_ai_compliance: false,
        drop_params: ['user'],
        idle_timeout_ms: 4,
      },
      {
        custom_host: 'https://other.example',
        request_timeout: 0,
        forward_headers: [],
        strict_open_ai_compliance: true,
        drop_params: [],
        idle_timeout_ms: 0,
      },
    );

    expect(target).toMatchObject({
      customHost: 'https://other.example',
      requestTimeoutMs: 0,
      forwardHeaders: [],
      strict: true,
      dropParams: [],
      deadlines: { idleMs: 0 },
    });
  });

  it('merges override_params over those around it, one level deep', async () => {
    const target = await below(
      { override_params: { temperature: 1, stop: { a: 1, b: 1 }, seed: 1 } },
      { override_params: { stop: { a: 2 }, seed: null, top_p: 0.5 } },
    );

    expect(target.overrideParams).toEqual({ temperature: 1, stop: { a: 2 }, seed: null, top_p: 0.5 });
  });

  it('puts its retry and its cache whole in place of those around it', async () => {
    const target = await below(
      { retry: { attempts: 3, on_status_codes: [404], use_retry_after_header: true }, cache: { mode: 'simple', max_age: 60 } },
      { retry: { attempts: 1 }, cache: { mode: 'simple' } },
    );

    expect(target.retry).toEqual({ attempts: 1, onStatusCodes: [429, 500, 502, 503, 504, 529], useRetryAfter: false });
    expect(target.cache).toEqual({ maxAge: undefined });
  });

  it('takes over retry and cache where it has none', async () => {
    const target = await below({ retry: { attempts: 3, on_status_codes: [404] }, cache: { mode: 'simple', max_age: 60 } });

    expect(target).toMatchObject({ retry: { attempts: 3, onStatusCodes: [404] }, cache: { maxAge: 60 } });
  });

  it('takes over the checks of each name apart', async () => {
    const target = await below(
      { input_guardrails: checking('outer in'), output_guardrails: checking('outer out'), before_request_hooks: checking('outer before') },
      { input_guardrails: checking('inner in') },
    );

    const words = [...target.guards!.before, ...target.guards!.after].filter(isWritten).map(({ checks }) => checks[0]!.parameters['words']);
    expect(words).toEqual([['outer before'], ['inner in'], ['outer out']]);
  });

  it('can leave out the checks around it', async () => {
    const target = await below({ input_guardrails: checking('outer') }, { input_guardrails: [] });

    expect(target.guards).toBeUndefined();
  });

  it('takes over neither provider nor credential nor name nor weight', async () => {
    const target = await below({ provider: 'acme', api_key: 'outer', name: 'outer', weight: 5 });

    expect(target).toMatchObject({ provider: undefined, virtualKey: undefined, apiKeys: [], name: undefined, weight: 1 });
  });

  it('takes over no virtual key and no pool of keys', async () => {
    const target = await below({ virtual_key: 'team', api_keys: ['one', 'two'] });

    expect(target).toMatchObject({ virtualKey: undefined, apiKeys: [] });
  });

  it('knows the provider’s fields of its own from those around it', async () => {
    const target = await below({ openai_organization: 'outer', aws_region: 'outer' }, { aws_region: 'inner' });

    expect(target.fields).toEqual({ aws_region: 'inner' });
    expect(target.inheritedFields).toEqual({ openai_organization: 'outer', aws_region: 'outer' });
  });

  it('takes over from all forks around it, the nearest first', async () => {
    const target = await readTarget({
      strategy: FALLBACK,
      request_timeout: 1,
      retry: { attempts: 1 },
      override_params: { a: 1, b: 1 },
      x_field: 'one',
      targets: [
        {
          strategy: { mode: 'loadbalance' },
          request_timeout: 2,
          override_params: { b: 2, c: 2 },
          y_field: 'two',
          targets: [{ override_params: { c: 3 } }],
        },
      ],
    });

    expect(target).toMatchObject({
      label: 'config.targets[0].targets[0]',
      requestTimeoutMs: 2,
      retry: { attempts: 1 },
      overrideParams: { a: 1, b: 2, c: 3 },
      inheritedFields: { x_field: 'one', y_field: 'two' },
    });
  });

  it('leaves its neighbours alone', async () => {
    const [first, second] = await readTargets({
      strategy: FALLBACK,
      targets: [{ request_timeout: 1, override_params: { a: 1 } }, { provider: 'acme' }],
    });

    expect(first).toMatchObject({ requestTimeoutMs: 1, overrideParams: { a: 1 } });
    expect(second).toMatchObject({ requestTimeoutMs: undefined, overrideParams: {} });
  });
});

describe('what becomes of a broken stream', () => {
  it.each([
    ['is told, by default', {}, {}, 'error'],
    ['is said by the strategy', { strategy: { ...FALLBACK, on_stream_failure: 'continue' } }, {}, 'continue'],
    [
      'is said beside the strategy, which counts more',
      { strategy: { ...FALLBACK, on_stream_failure: 'continue' }, on_stream_failure: 'error' },
      {},
      'error',
    ],
    ['is said by the target, which counts most', { on_stream_failure: 'continue' }, { on_stream_failure: 'error' }, 'error'],
  ])('%s', async (_, fork, target, expected) => {
    expect((await below(fork, target)).onStreamFailure).toBe(expected);
  });
});

describe('a circuit breaker', () => {
  const CB = { failure_threshold: 2 };

  it('holds for all targets below its strategy, with the defaults of the wire format', async () => {
    const target = await readTarget({
      strategy: { ...FALLBACK, cb_config: CB },
      targets: [{ strategy: { mode: 'loadbalance' }, targets: [{}] }],
    });

    expect(target.breaker).toEqual({
      failureThreshold: 2,
      failurePercentage: undefined,
      minimumRequests: 5,
      cooldownMs: 30_000,
      failureStatusCodes: undefined,
    });
  });

  it('pauses for half a minute at least', async () => {
    const short = await below({ strategy: { ...FALLBACK, cb_config: { ...CB, cooldown_interval: 10 } } });
    const long = await below({ strategy: { ...FALLBACK, cb_config: { ...CB, cooldown_interval: 90_000 } } });

    expect([short.breaker?.cooldownMs, long.breaker?.cooldownMs]).toEqual([30_000, 90_000]);
  });

  it('does not reach below a condition', async () => {
    const target = await readTarget({
      strategy: { ...FALLBACK, cb_config: CB },
      targets: [{ strategy: { mode: 'conditional', conditions: [leading({ 'metadata.a': 1 }, 'x')] }, targets: [{ name: 'x' }] }],
    });

    expect(target.breaker).toBeUndefined();
  });
});

describe('a config without targets', () => {
  it('is a target, with nothing in it that it does not say', async () => {
    const { root, ...config } = await read({});

    expect(config).toEqual({ id: 'inline', references: NO_REFERENCES, choosesByLatency: false });
    expect(root).toEqual({
      kind: 'target',
      label: 'config',
      name: undefined,
      weight: 1,
      origin: 'caller',
      hostsJudged: false,
      provider: undefined,
      virtualKey: undefined,
      promptId: undefined,
      apiKeys: [],
      customHost: undefined,
      requestTimeoutMs: undefined,
      deadlines: undefined,
      forwardHeaders: undefined,
      overrideParams: {},
      defaultParams: {},
      dropParams: [],
      fields: {},
      inheritedFields: undefined,
      retry: undefined,
      cache: undefined,
      guards: undefined,
      breaker: undefined,
      onStreamFailure: 'error',
      strict: true,
    });
  });

  it('brings its credentials and the provider’s fields', async () => {
    const target = await readTarget({ provider: 'acme', api_key: 'one', aws_region: 'eu', weight: 0 });

    expect(target).toMatchObject({ provider: 'acme', apiKeys: ['one'], weight: 0 });
    expect(target.fields).toEqual({ aws_region: 'eu' });
    expect(target.inheritedFields).toBeUndefined();
  });

  it('brings a pool of credentials', async () => {
    expect((await readTarget({ api_keys: ['one', 'two'] })).apiKeys).toEqual(['one', 'two']);
  });
});

describe('what a config says of itself', () => {
  it.each([
    ['a virtual key', { virtual_key: 'team' }, { references: { virtualKeys: ['team'] } }],
    ['a virtual key by its short name', { provider: '@team/large' }, { references: { virtualKeys: ['team'] } }],
    [
      'a virtual key deep within',
      { strategy: FALLBACK, targets: [{}, { strategy: FALLBACK, targets: [{ virtual_key: 'team' }] }] },
      { references: { virtualKeys: ['team'] } },
    ],
    ['a provider', { provider: 'acme' }, { references: NO_REFERENCES }],
    ['a prompt', { prompt_id: 'pp-a@2' }, { references: { prompts: ['pp-a@2'] } }],
    [
      'saved guardrails, each once however many targets have it',
      { input_guardrails: ['pg-in'], strategy: FALLBACK, targets: [{}, { output_guardrails: ['pg-out', 'pg-in'] }] },
      { references: { guardrails: ['pg-in', 'pg-out'] } },
    ],
    [
      'latency deep within',
      { strategy: FALLBACK, targets: [{ strategy: { mode: 'least_latency' }, targets: [{}] }] },
      { choosesByLatency: true },
    ],
    ['latency nowhere', { strategy: FALLBACK, targets: [{}] }, { choosesByLatency: false }],
  ])('is right about %s', async (_, config, expected) => {
    expect(await read(config)).toMatchObject(expected);
  });

  it('numbers its targets as the reply’s header tells them', async () => {
    const fork = await readFork({ strategy: FALLBACK, targets: [{}, { strategy: { mode: 'single' }, targets: [{}, {}] }] });

    expect(fork.branches.map(({ label }) => label)).toEqual(['config.targets[0]', 'config.targets[1]']);
    expect(fork.branches[1]).toMatchObject({
      branches: [{ label: 'config.targets[1].targets[0]' }, { label: 'config.targets[1].targets[1]' }],
    });
  });
});
