import { describe, expect, it } from '@jest/globals';
import type { Fault } from '@sluice/provider-sdk';
import { openAIOperations } from '@sluice/provider-sdk/openai';
import { acme, chatRequest, KEY, passedOn, testHouse, virtualKey, type Does, type TestHouseOptions } from './house.test.support.ts';
import type { Incoming } from './incoming.ts';
import type { Limits, Spending } from './limits.ts';
import type { Outcome } from './outcome.ts';

const USAGE = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 };

const whole: Does = { status: 200, text: JSON.stringify({ choices: [], usage: USAGE }) };

const streamed: Does = {
  status: 200,
  type: 'text/event-stream',
  text: `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'hi' }, finish_reason: 'stop' }] })}\n\ndata: ${JSON.stringify({ choices: [], usage: USAGE })}\n\ndata: [DONE]\n\n`,
};

const SPENT: Fault = { kind: 'not_allowed', type: 'virtual_key_exhaust_error', message: 'the budget is spent', code: 'budget' };
const TOO_OFTEN: Fault = { kind: 'rate_limited', type: 'rate_limits_policy_exhaust_error', message: 'too often', retryAfterMs: 4200 };

/** A book of all that is asked and told, with some targets turned away. */
type Refuses = (spending: Spending) => Fault | undefined;

function book(turnsAway: Refuses = () => undefined, uncounted: Refuses = () => undefined) {
  const admitted: (readonly [string | undefined, number | undefined])[] = [];
  const used: (readonly [string | undefined, unknown])[] = [];
  const seen: Spending[] = [];
  const limits: Limits = {
    watches: (spending) => spending.key !== undefined,
    uncounted: (spending) => uncounted(spending),
    admit(spending, mostTokens) {
      seen.push(spending);
      admitted.push([spending.model, mostTokens]);
      return turnsAway(spending);
    },
    used: (spending, usage) => void used.push([spending.model, usage]),
  };
  return { limits, admitted, used, seen };
}

function limited(answers: readonly Does[], kept: ReturnType<typeof book>, options: TestHouseOptions = {}) {
  const house = testHouse((_, count) => answers[count] ?? whole, { ...options, changes: { limits: kept.limits } });
  house.stored.virtualKeys.set('spent', virtualKey('spent'));
  return house;
}

const call = (body: object = {}, config?: object): Incoming =>
  chatRequest(
    {
      'x-portkey-api-key': 'sluice-key',
      ...(config ? { 'x-portkey-config': JSON.stringify(config) } : { 'x-portkey-virtual-key': 'team' }),
    },
    { model: 'new', messages: [], ...body },
  );

/** Reads an answer to its end, or lets go of it. */
const readTo = (end: 'end' | 'nothing', outcome: Outcome): Promise<void> =>
  new Promise((resolve) => {
    if (outcome.kind !== 'flow') return resolve();
    if (end === 'end') return outcome.body.pipe({ data() {}, end: resolve, fail: () => resolve() });
    outcome.body.cancel();
    resolve();
  });

describe('a call that is limited', () => {
  it('is admitted by who pays for what, and told of what it used', async () => {
    const kept = book();
    const { ask } = limited([whole], kept);

    await ask(call({ max_tokens: 50 }));

    expect(kept.admitted).toEqual([['new', 50]]);
    expect(kept.used).toEqual([['new', USAGE]]);
    expect(kept.seen[0]).toMatchObject({ key: KEY, virtualKey: { slug: 'team' }, provider: { id: 'acme' }, metadata: { team: 'core' } });
  });

  it('is counted at the end of its stream, once, also where nobody reads it', async () => {
    const kept = book();
    const { ask } = limited([streamed, streamed], kept);

    const read = await ask(call({ stream: true }));
    const before = [...kept.used];
    await readTo('end', read.outcome);
    const after = [...kept.used];
    const left = await ask(call({ stream: true }));
    await readTo('nothing', left.outcome);
    await readTo('nothing', left.outcome);

    expect(before).toEqual([]);
    expect(after).toEqual([['new', USAGE]]);
    expect(kept.used).toHaveLength(2);
  });

  it('is turned away without anybody being asked, and is not tried again', async () => {
    const kept = book(() => TOO_OFTEN);
    const { ask, sent } = limited([], kept);

    const { outcome } = await ask(call({}, { virtual_key: 'team', retry: { attempts: 3 } }));

    expect(outcome).toMatchObject({
      status: 429,
      headers: expect.arrayContaining(['retry-after', '5']),
      body: { error: { type: 'rate_limits_policy_exhaust_error' } },
    });
    expect(kept.admitted).toHaveLength(1);
    expect(kept.used).toEqual([]);
    expect(sent).toEqual([]);
  });

  it('goes on to a target whose budget is not spent', async () => {
    const kept = book(({ virtualKey: key }) => (key?.slug === 'spent' ? SPENT : undefined));
    const { ask } = limited([whole], kept);
    const targets = (...slugs: string[]) => ({ strategy: { mode: 'fallback' }, targets: slugs.map((slug) => ({ virtual_key: slug })) });

    const found = await ask(call({}, targets('spent', 'team')));
    const none = await ask(call({}, targets('spent', 'spent')));

    expect([found.outcome.status, found.trail?.target]).toEqual([200, 'config.targets[1]']);
    expect(none.outcome).toMatchObject({ status: 412, body: { error: { type: 'virtual_key_exhaust_error' } } });
  });

  it('is admitted once, however often it is tried, and pays for what was answered', async () => {
    const kept = book();
    const { ask, sent } = limited([{ status: 500, text: '{}' }, { status: 500, text: '{}' }, whole], kept);

    await ask(call({}, { virtual_key: 'team', retry: { attempts: 3 } }));

    expect(sent).toHaveLength(3);
    expect(kept.admitted).toHaveLength(1);
    expect(kept.used).toEqual([['new', USAGE]]);
  });

  it('pays for an answer that our own checks then withhold', async () => {
    const kept = book();
    const { ask } = limited([whole], kept);
    const output = [{ 'default.contains': { words: ['never said'], operator: 'any' }, deny: true }];

    const { outcome } = await ask(call({}, { virtual_key: 'team', output_guardrails: output }));

    expect(outcome.status).toBe(446);
    expect(kept.used).toEqual([['new', USAGE]]);
  });

  it('is free where the answer is in the cache', async () => {
    const kept = book();
    const { ask, sent } = limited([whole], kept);
    const config = { virtual_key: 'team', cache: { mode: 'simple' } };

    await ask(call({}, config));
    const { trail } = await ask(call({}, config));

    expect(trail?.cache).toBe('HIT');
    expect([sent.length, kept.admitted.length, kept.used.length]).toEqual([1, 1, 1]);
  });

  it('pays nothing for a failure', async () => {
    const kept = book();
    const { ask } = limited([{ status: 500, text: '{}' }], kept);

    await ask(call());

    expect(kept.used).toEqual([]);
  });

  it('is told of the model that answered in place of a retired one', async () => {
    const kept = book();
    const gone: Does = { status: 404, text: '{"error":{"message":"gone","code":"model_not_found"}}' };
    const { ask } = limited([gone, whole], kept, { policy: { retiredModels: 'substitute' } });

    await ask(call({ model: 'old' }));

    expect(kept.admitted).toEqual([['old', undefined]]);
    expect(kept.used).toEqual([['new', USAGE]]);
  });
});

const UNCOUNTED: Fault = { kind: 'not_allowed', type: 'virtual_key_exhaust_error', message: 'not counted', code: 'usage_not_counted' };

const SOCKET: Partial<Incoming> = {
  door: { kind: 'operation', operation: 'realtime', dialect: 'openai-realtime', reply: 'bytes' },
  method: 'GET',
  path: '/realtime',
  query: '?model=new',
  body: { kind: 'none' },
};

describe('a call whose use nobody learns', () => {
  const listening = { ...acme, operations: { ...acme.operations, realtime: openAIOperations.realtime } };

  it.each<readonly [string, () => Partial<Incoming>]>([
    ['at an address that is passed on', () => passedOn('POST')],
    ['without a body, where it is no look-up', () => ({ ...passedOn('POST'), body: { kind: 'none' } })],
    ['that looks up, with a body', () => passedOn('GET')],
    ['by a socket', () => SOCKET],
  ])('is refused %s where it would have to be counted', async (_, changes) => {
    const kept = book(undefined, () => UNCOUNTED);
    const { ask, sent } = limited([], kept, { providers: [listening] });

    const { outcome } = await ask({ ...call(), ...changes() });

    expect(outcome).toMatchObject({ status: 412, body: { error: { type: 'virtual_key_exhaust_error', code: 'usage_not_counted' } } });
    expect([kept.admitted, sent]).toEqual([[], []]);
  });

  it('is made where it only looks up, and where nothing has to be counted', async () => {
    const strict = book(undefined, () => UNCOUNTED);
    const free = book();

    const looked = await limited([], strict).ask({ ...call(), ...passedOn('GET'), body: { kind: 'none' } });
    const passed = await limited([], free).ask({ ...call(), ...passedOn('POST') });
    const read = await limited([], strict).ask(call());

    expect([looked, passed, read].map(({ outcome }) => outcome.status)).toEqual([200, 200, 200]);
    expect([strict.admitted.length, free.admitted.length]).toEqual([2, 1]);
  });
});

describe('a call that nothing limits', () => {
  it('is neither admitted nor counted', async () => {
    const kept = book();
    const { ask } = limited([whole], kept);

    const { outcome } = await ask(chatRequest({ authorization: 'own', 'x-portkey-provider': 'acme' }));

    expect(outcome.status).toBe(200);
    expect([kept.admitted, kept.used]).toEqual([[], []]);
  });
});
