import { describe, expect, it } from '@jest/globals';
import type { Model } from '@sluice/provider-sdk';
import type { RouteConfig } from '../config/config.ts';
import { FALLBACK, forkAt, targetAt } from '../config/node.test.support.ts';
import { acme, chatRequest, testHouse } from '../house.test.support.ts';
import type { RequestHeaders } from '../incoming.ts';
import { authenticate } from '../rooms/authenticate.ts';
import { readCall } from '../rooms/read-call.ts';
import { plannerFor } from './route-request.ts';
import { NO_REFERENCES } from '../config/references.ts';

const MODELS: readonly Model[] = [
  { id: 'new', supports: ['chat'], price: { input: 1, output: 1 } },
  { id: 'clever', supports: ['chat', 'tools'], price: { input: 5, output: 5 } },
  { id: 'dear' },
];

const BREAKER = {
  failureThreshold: 1,
  failurePercentage: undefined,
  minimumRequests: 5,
  cooldownMs: 30_000,
  failureStatusCodes: undefined,
};

const { house, clock } = testHouse(() => ({ status: 200, text: '{}' }), {
  providers: [{ ...acme, models: MODELS }],
  policy: { aliases: () => ({ acme: { brief: 'clever' } }) },
});

/** What a config is to one request. */
function plan(body: object = {}, headers: RequestHeaders = {}, id = 'pc-main') {
  const incoming = chatRequest({ authorization: 'own', ...headers }, { model: 'new', messages: [], ...body });
  const caller = authenticate(incoming.headers, house);
  const config: RouteConfig = { id, root: targetAt('config'), references: NO_REFERENCES, choosesByLatency: true };
  return plannerFor({ incoming, caller, call: readCall(incoming, caller, house), metadata: undefined, config }, house);
}

describe('a target, as far as it is known', () => {
  it.each([
    ['the model of the request', {}, 'new'],
    ['the model that its config puts in place of it', { overrideParams: { model: 'clever' } }, 'clever'],
    ['what an alias means', { overrideParams: { model: 'brief' } }, 'clever'],
    ['the model behind a virtual key', { provider: undefined, overrideParams: { model: '@team/clever' } }, 'clever'],
    ['the model of the request before a default', { defaultParams: { model: 'clever' } }, 'new'],
  ])('would be sent %s', (_, changes, model) => {
    const { candidates } = plan({}, { 'x-portkey-api-key': 'sluice-key' });

    expect(candidates.find(targetAt('a', changes))).toMatchObject({ model, known: { id: model } });
  });

  it('would be sent its default where the request names no model', () => {
    expect(plan({ model: 'portkey-default' }).candidates.find(targetAt('a', { defaultParams: { model: 'dear' } }))?.model).toBe('dear');
  });

  it('is passed over for what its model cannot do', () => {
    const { candidates } = plan({ tools: [{ type: 'function', function: { name: 'look' } }] });

    expect(candidates.lackOf(targetAt('a'))?.reason).toBe('new does not support tools');
    expect(candidates.lackOf(targetAt('b', { overrideParams: { model: 'clever' } }))).toBeUndefined();
  });

  it('is not passed over where it cannot even be named: asked, it says best what is wrong', () => {
    expect(plan().candidates.lackOf(targetAt('a', { provider: 'nobody' }))).toBeUndefined();
  });

  it('costs what its model does, and a fork what its cheapest does', () => {
    const { turn } = plan();
    const [cheap, clever, unknown] = ['new', 'clever', 'dear'].map((model) => targetAt(model, { overrideParams: { model } }));

    expect(turn.cost(clever!)! / turn.cost(cheap!)!).toBeCloseTo(5);
    expect(turn.cost(forkAt('f', FALLBACK, clever!, cheap!))).toBe(turn.cost(cheap!));
    expect(turn.cost(unknown!)).toBeUndefined();
    expect(turn.cost(forkAt('f', FALLBACK, cheap!, unknown!))).toBeUndefined();
  });
});

describe('the circuit of a target', () => {
  const target = targetAt('config.targets[0]', { breaker: BREAKER });

  it('speaks against it while it is open, but for a probe', () => {
    const { candidates } = plan({}, {}, 'pc-open');
    const key = candidates.circuitOf(target);
    house.routing.breakers.note(key, { config: 'pc-open', target: target.label, model: 'new' }, BREAKER, 500);

    const open = candidates.lackOf(target);
    clock.pass(5_000);
    const probe = candidates.lackOf(target);

    expect(open).toEqual({ certain: false, reason: 'its circuit is open: it has failed too often lately' });
    expect(probe).toBeUndefined();
  });

  it('says nothing where its config has no breaker', () => {
    const { candidates } = plan({}, {}, 'pc-none');
    house.routing.breakers.note(candidates.circuitOf(target), { config: 'pc-none', target: 'a', model: 'new' }, BREAKER, 500);

    expect(candidates.lackOf({ ...target, breaker: undefined })).toBeUndefined();
  });

  it.each([
    ['another config', plan({}, {}, 'pc-other').candidates.circuitOf(target)],
    ['another place', plan().candidates.circuitOf({ ...target, label: 'config.targets[1]' })],
    ['another model', plan({ model: 'clever' }).candidates.circuitOf(target)],
    ['a caller with another credential', plan({}, { authorization: 'other' }).candidates.circuitOf(target)],
    ['a caller with another host', plan({}, { 'x-portkey-custom-host': 'https://other.example' }).candidates.circuitOf(target)],
  ])('is another one for %s', (_, circuit) => {
    expect(circuit).not.toBe(plan().candidates.circuitOf(target));
  });

  it('is one for all callers where the config brings the credential', () => {
    const stored = { ...target, apiKeys: ['stored'] };

    expect(plan({}, { authorization: 'other' }).candidates.circuitOf(stored)).toBe(plan().candidates.circuitOf(stored));
  });
});

describe('how fast a target is', () => {
  it('is known of the same model wherever it stands, and in whichever config', () => {
    const { turn, candidates } = plan({}, {}, 'pc-one');
    house.routing.latencies.note(candidates.latencyKeyOf(targetAt('a')), 120);

    expect(turn.latencyMs(targetAt('b'))).toBe(120);
    expect(plan({}, { authorization: 'other' }, 'pc-two').turn.latencyMs(targetAt('c'))).toBe(120);
  });

  it('is another matter for another model, another host or a stream', () => {
    const { turn, candidates } = plan({ stream: false });
    house.routing.latencies.note(candidates.latencyKeyOf(targetAt('a')), 120);

    expect(turn.latencyMs(targetAt('a', { overrideParams: { model: 'clever' } }))).toBeUndefined();
    expect(turn.latencyMs(targetAt('a', { customHost: 'https://gpu.example' }))).toBeUndefined();
    expect(plan({ stream: true }).turn.latencyMs(targetAt('a'))).toBeUndefined();
  });

  it('is for a fork what its fastest is, if all are measured', () => {
    const { turn, candidates } = plan();
    const [a, b, c] = ['new', 'clever', 'dear'].map((model) => targetAt(model, { overrideParams: { model } }));
    house.routing.latencies.note(candidates.latencyKeyOf(a!), 120);
    house.routing.latencies.note(candidates.latencyKeyOf(b!), 80);

    expect(turn.latencyMs(forkAt('f', FALLBACK, a!, b!))).toBeLessThanOrEqual(80);
    expect(turn.latencyMs(forkAt('f', FALLBACK, a!, c!))).toBeUndefined();
  });
});

describe('who sticks where', () => {
  const FIELDS = ['params.user'];

  it('is known to later requests alike in the fields, for a while', () => {
    plan({ user: 'ann', seed: 1 }).turn.sticky('config', FIELDS).keep(1, 1000);

    const alike = plan({ user: 'ann', seed: 2 }).turn.sticky('config', FIELDS).branch;
    clock.pass(1000);
    const later = plan({ user: 'ann' }).turn.sticky('config', FIELDS).branch;

    expect([alike, later]).toEqual([1, undefined]);
  });

  it('is another matter for others, at other places, in other configs and for other callers', () => {
    plan({ user: 'bob' }).turn.sticky('config', FIELDS).keep(1, 1000);

    expect(plan({ user: 'eve' }).turn.sticky('config', FIELDS).branch).toBeUndefined();
    expect(plan({}).turn.sticky('config', FIELDS).branch).toBeUndefined();
    expect(plan({ user: 'bob' }).turn.sticky('config.targets[1]', FIELDS).branch).toBeUndefined();
    expect(plan({ user: 'bob' }, {}, 'pc-other').turn.sticky('config', FIELDS).branch).toBeUndefined();
    expect(plan({ user: 'bob' }, { authorization: 'other' }).turn.sticky('config', FIELDS).branch).toBeUndefined();
    expect(plan({ user: 'bob' }, { 'x-portkey-api-key': 'sluice-key' }).turn.sticky('config', FIELDS).branch).toBeUndefined();
  });
});

describe('what a request says', () => {
  it('is asked for by name', () => {
    const { turn } = plan({ user: 'ann' }, { 'x-team': 'core' });

    expect(['params.user', 'headers.x-team', 'url.pathname', 'metadata.a'].map((name) => turn.value(name))).toEqual([
      'ann',
      'core',
      '/v1/chat/completions',
      undefined,
    ]);
  });
});
