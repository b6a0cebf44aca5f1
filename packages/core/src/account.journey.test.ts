import { describe, expect, it } from '@jest/globals';
import type { Fault } from '@sluice/provider-sdk';
import { Readable } from 'node:stream';
import { Account, type Try } from './account.ts';
import {
  chatRequest,
  configured,
  passedOn,
  testHouse,
  virtualKey,
  type Does,
  type TestHouse,
  type TestHouseOptions,
} from './house.test.support.ts';
import type { Incoming } from './incoming.ts';
import type { Outcome } from './outcome.ts';
import type { ByteSink } from './wire/bytes.ts';

const USAGE = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 };

const whole: Does = { status: 200, text: JSON.stringify({ choices: [], usage: USAGE }) };
const failing: Does = { status: 500, text: '{"error":{"message":"no"}}' };
const refused: Fault = { kind: 'unreachable', message: 'refused' };

const piece = (said: object, finish: string | null = null) => ({
  id: 'c',
  model: 'new',
  choices: [{ index: 0, delta: said, finish_reason: finish }],
});
const events = (...each: readonly unknown[]) => each.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
const streamed = (text: string): Does => ({ status: 200, type: 'text/event-stream', text });

const STREAM = streamed(`${events(piece({ content: 'hi' }), piece({}, 'stop'), { choices: [], usage: USAGE })}data: [DONE]\n\n`);

const TWO = [{ provider: 'acme' }, { provider: 'acme' }];

const WORDS = { model: 'new', messages: [{ role: 'user', content: 'forty letters are about ten tokens here.' }] };

/** What tests look at of each try. */
const seen = (tries: readonly Try[]) => tries.map(({ target, why, status, fault, lost }) => ({ target, why, status, fault, lost }));

async function asked(
  request: Incoming,
  does: Parameters<typeof testHouse>[0],
  options: TestHouseOptions & { readonly with?: (house: TestHouse) => void } = {},
) {
  const house = testHouse(does, options);
  options.with?.(house);
  const came = await house.ask(request);
  return { ...came, sent: house.sent, tries: request.account.tries };
}

/** Reads an answer to its end. */
const read = (outcome: Outcome): Promise<string> =>
  new Promise((resolve, reject) => {
    if (outcome.kind !== 'flow') return reject(new Error(`a ${outcome.kind} came where a stream was asked for`));
    const chunks: Buffer[] = [];
    outcome.body.pipe({ data: (chunk) => chunks.push(chunk), end: () => resolve(Buffer.concat(chunks).toString()), fail: reject });
  });

/** A provider that sends what it is told to, and stays on the line. */
function staying(text: string) {
  let sink: ByteSink | undefined;
  const transport: TestHouse['house']['transport'] = async () => ({
    status: 200,
    headers: ['content-type', 'text/event-stream'],
    body: {
      pipe(to) {
        sink = to;
        to.data(Buffer.from(text));
      },
      pause() {},
      resume() {},
      cancel() {},
    },
  });
  return { transport, breaks: () => sink!.fail(new Error('broken')) };
}

describe('what is written down of a request', () => {
  it('has each try of a fallback with two retries, and why it was made', async () => {
    const request = configured({
      strategy: { mode: 'fallback' },
      targets: [{ provider: 'acme', retry: { attempts: 2 } }, { provider: 'acme' }],
    });

    const { tries, trail } = await asked(request, (_, count) => (count < 3 ? failing : whole));

    expect(seen(tries)).toEqual([
      { target: 'config.targets[0]', why: 'first', status: 500, fault: 'upstream_error', lost: false },
      { target: 'config.targets[0]', why: 'retry', status: 500, fault: 'upstream_error', lost: false },
      { target: 'config.targets[0]', why: 'retry', status: 500, fault: 'upstream_error', lost: false },
      { target: 'config.targets[1]', why: 'first', status: 200, fault: undefined, lost: false },
    ]);
    expect(tries.at(-1)).toMatchObject({ provider: 'acme', model: 'new', usage: USAGE, estimatedInput: undefined });
    expect(new Set(tries.map(({ span }) => span)).size).toBe(4);
    expect(tries.every(({ span }) => /^[0-9a-f]{16}$/.test(span))).toBe(true);
    expect(trail).toMatchObject({ rescued: true, target: 'config.targets[1]' });
  });

  it('has its moments in the order in which they came', async () => {
    const request = configured({ provider: 'acme' });

    const { tries, sent } = await asked(request, () => whole);

    expect(sent[0]!.url).toMatch(/^https?:/);
    expect(tries[0]!.url).toBe(sent[0]!.url);
    const [{ started, firstByte, ended }] = tries as [Try];
    expect(request.account.planned).toBe(started);
    expect(firstByte).toBeGreaterThanOrEqual(started);
    expect(ended).toBeGreaterThanOrEqual(firstByte!);
    expect(tries[0]!.connected).toBeUndefined();
  });

  it('has the moment at which the transport had to connect', async () => {
    const request = configured({ provider: 'acme' });

    const { tries } = await asked(request, ({ marks }) => {
      marks!.connected = 12.5;
      return whole;
    });

    expect(tries[0]!.connected).toBe(12.5);
  });

  it('has what never came to an answer', async () => {
    const { tries } = await asked(configured({ provider: 'acme' }, WORDS), () => refused);

    expect(tries).toMatchObject([{ status: 502, fault: 'unreachable', firstByte: undefined, usage: undefined, estimatedInput: undefined }]);
    expect(tries[0]!.ended).toBeDefined();
  });

  it('has another credential of a pool, and no other target that would have rescued it', async () => {
    const request = chatRequest({ 'x-portkey-api-key': 'sluice-key', 'x-portkey-virtual-key': 'pool' });

    const { tries, trail } = await asked(request, (_, count) => (count === 0 ? { status: 401, text: '{}' } : whole), {
      with: ({ stored }) => stored.virtualKeys.set('pool', virtualKey('pool', { keys: ['one', 'two'] })),
    });

    expect(tries).toMatchObject([
      { why: 'first', status: 401, virtualKey: 'pool' },
      { why: 'rotation', status: 200, virtualKey: 'pool' },
    ]);
    expect(trail).toMatchObject({ virtualKey: 'pool', rescued: false });
  });

  it('has the successor of a retired model, and the model that was sent each time', async () => {
    const gone: Does = { status: 404, text: '{"error":{"message":"the model old has been decommissioned","code":"model_not_found"}}' };

    const { tries, trail } = await asked(
      configured({ provider: 'acme' }, { model: 'old', messages: [] }),
      (_, count) => (count === 0 ? gone : whole),
      {
        policy: { retiredModels: 'substitute' },
      },
    );

    expect(tries).toMatchObject([
      { why: 'first', model: 'old', status: 404 },
      { why: 'substitute', model: 'new', status: 200 },
    ]);
    expect(trail).toMatchObject({ askedModel: 'old', model: 'new' });
  });

  it('has nobody asked where the cache answers', async () => {
    const config = { provider: 'acme', cache: { mode: 'simple' } };
    const { ask } = testHouse(() => whole);
    const first = configured(config);
    const second = configured(config);

    await ask(first);
    const { trail } = await ask(second);

    expect(trail).toMatchObject({ cache: 'HIT', rescued: false });
    expect([first.account.tries.length, second.account.tries.length]).toEqual([1, 0]);
    expect(second.account.planned).toBeUndefined();
  });

  it('has what nobody reads: a body that is passed on, and a form that streams up', async () => {
    const passed = { ...configured({ provider: 'acme' }), ...passedOn('POST') };
    const form: Incoming = { ...configured({ provider: 'acme' }), body: { kind: 'stream', source: Readable.from(['x']) } };

    const first = await asked(passed, () => ({ status: 418, text: 'short' }));
    await read(first.outcome);
    const second = await asked(form, () => whole);

    expect(first.tries).toMatchObject([{ status: 418, fault: undefined, model: undefined, ended: expect.any(Number) }]);
    expect(second.tries).toMatchObject([{ status: 200, usage: USAGE }]);
  });
});

describe('a stream that is written down', () => {
  it('has its first event, its end and what the provider counted', async () => {
    const request = configured({ provider: 'acme' }, { ...WORDS, stream: true });
    const { outcome, tries } = await asked(request, () => STREAM);

    await read(outcome);

    expect(tries).toMatchObject([{ status: 200, fault: undefined, usage: USAGE, estimatedInput: undefined, outputBytes: 0 }]);
    expect(tries[0]!.firstToken).toBeGreaterThanOrEqual(tries[0]!.firstByte!);
    expect(tries[0]!.ended).toBeGreaterThanOrEqual(tries[0]!.firstToken!);
  });

  it.each(['left', 'broken', 'never counted'] as const)('has estimates where it was %s', async (how) => {
    const text = 'word '.repeat(40);
    const pieces = events(...text.split(/(?<= )/).map((content) => piece({ content })));
    const { transport, breaks } = staying(how === 'never counted' ? `${pieces}${events(piece({}, 'stop'))}data: [DONE]\n\n` : pieces);
    const request = configured({ provider: 'acme' }, { ...WORDS, stream: true });
    const { outcome, tries } = await asked(request, () => whole, { changes: { transport } });

    const reading = how === 'left' ? undefined : read(outcome);
    if (how === 'left' && outcome.kind === 'flow') outcome.body.cancel();
    else breaks();
    await reading;

    expect(tries).toMatchObject([
      { status: 200, fault: how === 'broken' ? 'stream_broken' : undefined, usage: undefined, estimatedInput: 11 },
    ]);
    expect(tries[0]!.ended).toBeDefined();
    expect(tries[0]!.outputBytes / text.length).toBeGreaterThan(0.85);
    expect(tries[0]!.outputBytes / text.length).toBeLessThan(1.15);
  });

  it('has who went on with it where it broke', async () => {
    const config = { strategy: { mode: 'fallback' }, on_stream_failure: 'continue', targets: TWO };
    const request = configured(config, { ...WORDS, stream: true });
    const { outcome, tries } = await asked(request, (_, count) =>
      count === 0
        ? streamed(events(piece({ role: 'assistant', content: 'one two' })))
        : streamed(`${events(piece({ content: ' three' }), piece({}, 'stop'))}data: [DONE]\n\n`),
    );

    const text = await read(outcome);

    expect(text).toContain(' three');
    expect(seen(tries)).toEqual([
      { target: 'config.targets[0]', why: 'first', status: 200, fault: 'stream_broken', lost: false },
      { target: 'config.targets[1]', why: 'continuation', status: 200, fault: undefined, lost: false },
    ]);
    expect(tries[0]).toMatchObject({ estimatedInput: expect.any(Number), outputBytes: 'one two'.length });
  });
});

describe('a race that is written down', () => {
  const config = { strategy: { mode: 'fallback', hedge_after_ms: 100 }, targets: TWO };
  const racing = (slow: number) => {
    let count = 0;
    return { delayMs: () => (count++ === slow ? 1000 : 150) };
  };

  it('has a loser whose tokens are estimated, and a winner that rescued the request', async () => {
    const { tries, trail } = await asked(configured(config, WORDS), () => whole, racing(0));

    expect(seen(tries)).toEqual([
      { target: 'config.targets[0]', why: 'first', status: 499, fault: 'cancelled', lost: true },
      { target: 'config.targets[1]', why: 'hedge', status: 200, fault: undefined, lost: false },
    ]);
    expect(tries[0]).toMatchObject({ estimatedInput: 11, usage: undefined });
    expect(trail).toMatchObject({ rescued: true });
  });

  it('is no rescue where the first one wins', async () => {
    const { tries, trail } = await asked(configured(config, WORDS), () => whole, racing(1));

    expect(seen(tries)).toMatchObject([
      { why: 'first', status: 200, lost: false },
      { why: 'hedge', fault: 'cancelled', lost: true },
    ]);
    expect(trail).toMatchObject({ rescued: false });
  });

  it('has nobody who lost where the caller has gone', async () => {
    const request = configured(config, WORDS);
    const { ask, clock } = testHouse(() => whole, { delayMs: () => 1000 });
    const leaving = clock.wait(300, request.departure).then(() => request.departure.leave());

    await Promise.all([ask(request), leaving]);

    expect(request.account.tries).toMatchObject([
      { why: 'first', fault: 'cancelled', lost: false, estimatedInput: 11 },
      { why: 'hedge', fault: 'cancelled', lost: false, estimatedInput: 11 },
    ]);
  });

  it('has no loser in an answer that failed before another was taken', async () => {
    const { tries } = await asked(configured(config, WORDS), (_, count) => (count === 0 ? failing : whole));

    expect(seen(tries)).toMatchObject([
      { why: 'first', status: 500, lost: false },
      { why: 'first', status: 200, lost: false },
    ]);
  });
});

describe('the body of a try', () => {
  it('is kept where bodies are, and is the very text that was sent', async () => {
    const request = configured({ provider: 'acme', override_params: { temperature: 0 } });
    request.account.bodyBytes = 1000;

    const { tries, sent } = await asked(request, () => whole);

    expect(tries[0]!.body).toBe(sent[0]!.body);
    expect(JSON.parse(tries[0]!.body!.toString())).toMatchObject({ temperature: 0 });
  });

  it('is let go where none are kept', async () => {
    const { tries } = await asked(configured({ provider: 'acme' }), () => whole);

    expect(tries[0]!.body).toBeUndefined();
  });
});

describe('the trace of a request', () => {
  const trace = { traceId: '0af7651916cd43dd8448eb211c80319c', flags: '01', state: 'vendor=value' };
  const config = { provider: 'acme', retry: { attempts: 1 } };

  it('is told to each provider with the span of that very try', async () => {
    const { tries, sent } = await asked({ ...configured(config), trace }, (_, count) => (count === 0 ? failing : whole));

    expect(sent.map(({ headers }) => headers['traceparent'])).toEqual(tries.map(({ span }) => `00-${trace.traceId}-${span}-01`));
    expect(sent.map(({ headers }) => headers['tracestate'])).toEqual(['vendor=value', 'vendor=value']);
  });

  it('is told to nobody where the host does not want it', async () => {
    const request = configured(config, undefined, { traceparent: `00-${trace.traceId}-b7ad6b7169203331-01`, baggage: 'a=b' });

    const { sent } = await asked(request, () => whole);

    expect(Object.keys(sent[0]!.headers)).not.toEqual(expect.arrayContaining(['traceparent']));
    expect(Object.keys(sent[0]!.headers)).not.toEqual(expect.arrayContaining(['baggage']));
  });
});

describe('the trail of a request', () => {
  it('names the stored config in its version, and what was asked for', async () => {
    const { house, stored, ask } = testHouse(() => whole);
    const { readConfig } = await import('./config/read-config.ts');
    const config = await readConfig({ virtual_key: 'team' }, { origin: 'stored', id: 'pc-main' }, house.extensions);
    stored.configs.set('pc-main', { id: 'c', slug: 'pc-main', versionId: 'v7', workspaces: undefined, config });

    const { trail } = await ask(chatRequest({ 'x-portkey-api-key': 'sluice-key', 'x-portkey-config': 'pc-main' }));

    expect(trail).toMatchObject({
      config: { slug: 'pc-main', versionId: 'v7' },
      virtualKey: 'team',
      operation: 'chat',
      dialect: 'openai-chat',
      prompt: undefined,
    });
  });

  it('names no config that the request brought itself', async () => {
    const { trail } = await asked(configured({ provider: 'acme' }), () => whole);

    expect(trail).toMatchObject({ config: undefined, virtualKey: undefined });
  });

  it('names the stored prompt that its target sent', async () => {
    const { stored, ask } = testHouse(() => whole);
    const prompt = {
      kind: 'chat',
      id: 'p',
      slug: 'greet',
      versionId: 'p3',
      parameters: {},
      virtualKey: undefined,
      workspaces: undefined,
      render: () => [],
    } as const;
    stored.prompts.set('greet', prompt);
    const config = JSON.stringify({ virtual_key: 'team', prompt_id: 'greet' });

    const { trail } = await ask(chatRequest({ 'x-portkey-api-key': 'sluice-key', 'x-portkey-config': config }, { model: 'new' }));

    expect(trail).toMatchObject({ prompt: { id: 'p', slug: 'greet', versionId: 'p3' } });
  });

  it('names the experiment and its variant as soon as somebody is asked', async () => {
    const config = { strategy: { mode: 'split', experiment: 'wording' }, targets: [{ name: 'short', provider: 'acme' }] };
    const house = testHouse(() => whole);
    const noted: unknown[] = [];
    const { createGateway } = await import('./journey.ts');
    const { authenticate } = await import('./rooms/authenticate.ts');
    const request = configured(config);

    await createGateway(house.house)(request, authenticate(request.headers, house.house), ({ trail }) => trail && noted.push(trail));

    expect(noted).toMatchObject([
      { experiment: 'wording', variant: 'short', steps: expect.any(Array) },
      { experiment: 'wording', variant: 'short', steps: [{ kind: 'chosen', mode: 'split' }, { kind: 'attempt' }] },
    ]);
  });

  it('tells of a rescue where the first target could not be asked at all', async () => {
    const config = { strategy: { mode: 'fallback' }, targets: [{ virtual_key: 'nobody' }, { provider: 'acme' }] };
    const request = configured(config, undefined, { 'x-portkey-api-key': 'sluice-key' });
    const { stored, ask } = testHouse(() => whole);
    stored.virtualKeys.set('nobody', virtualKey('nobody', { expiresAt: 1 }));

    const { trail } = await ask(request);

    expect(request.account.tries).toHaveLength(1);
    expect(trail).toMatchObject({ rescued: true });
  });

  it('tells of no rescue where the last one failed as well', async () => {
    const { trail } = await asked(configured({ strategy: { mode: 'fallback' }, targets: TWO }), () => failing);

    expect(trail).toMatchObject({ rescued: false, target: 'config.targets[1]' });
  });
});

describe('an account', () => {
  it('begins with the moment of arrival, and keeps no bodies unless it is told to', () => {
    expect(new Account(5)).toMatchObject({ arrived: 5, parsed: undefined, planned: undefined, bodyBytes: 0, tries: [] });
  });
});
