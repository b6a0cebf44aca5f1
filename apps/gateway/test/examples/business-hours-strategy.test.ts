import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readOptions, proposalsOf, type Branch, type Strategy, type Turn } from '@sluice/provider-sdk/strategy';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Gateway } from '../support/gateway.ts';
import { ask, EXAMPLES, itTypes, startExample, typeOff } from './example.ts';

const { default: strategy } = (await import(pathToFileURL(join(EXAMPLES, 'business-hours-strategy/strategy.js')).href)) as {
  default: Strategy;
};

const branches: readonly Branch[] = ['large', 'small', 'unpriced'].map((name, index) => ({
  index,
  name,
  label: `config.targets[${index}]`,
  weight: 1,
  provider: 'mock',
  model: name,
}));

const COSTS = [0.3, 0.01, undefined];

const turn = (time: string, metadata: Readonly<Record<string, string>>): Turn => ({
  random: () => 0.5,
  now: () => Date.parse(time),
  value: (name) => metadata[name],
  latencyMs: () => undefined,
  cost: ({ index }) => COSTS[index],
});

/** The order in which the branches are proposed at this moment. */
const orderAt = (
  time: string,
  options: Readonly<Record<string, unknown>>,
  metadata: Readonly<Record<string, string>> = {},
): readonly number[] =>
  [...proposalsOf(strategy, branches, readOptions(strategy, options), turn(time, metadata))].map(({ branch }) => branch);

const AS_CONFIGURED = [0, 1, 2];
const CHEAPEST_FIRST = [1, 0, 2];
const BERLIN = { hours: '09:00-17:30', time_zone: 'Europe/Berlin' };

describe('the example of a strategy', () => {
  it.each([
    ['on a Tuesday at noon', '2026-03-03T11:00:00Z', BERLIN, AS_CONFIGURED],
    ['as the hours begin', '2026-03-03T08:00:00Z', BERLIN, AS_CONFIGURED],
    ['a minute before', '2026-03-03T07:59:59Z', BERLIN, CHEAPEST_FIRST],
    ['as they end', '2026-03-03T16:30:00Z', BERLIN, CHEAPEST_FIRST],
    ['at the same hour in summer time', '2026-07-07T07:00:00Z', BERLIN, AS_CONFIGURED],
    ['on a Sunday', '2026-03-01T11:00:00Z', BERLIN, CHEAPEST_FIRST],
    ['on a Sunday that is a working day', '2026-03-01T11:00:00Z', { ...BERLIN, days: ['sun'] }, AS_CONFIGURED],
    ['just before midnight where the day is whole', '2026-03-03T23:59:00Z', { hours: '00:00-24:00' }, AS_CONFIGURED],
    ['by the hours that nobody has set', '2026-03-03T09:00:00Z', {}, AS_CONFIGURED],
  ])('%s proposes the targets in their order', (_when, time, options, order) => {
    expect(orderAt(time, options)).toEqual(order);
  });

  it('serves what is urgent by night as by day', () => {
    expect(orderAt('2026-03-03T03:00:00Z', BERLIN, { 'metadata.urgent': 'yes' })).toEqual(AS_CONFIGURED);
  });

  it.each([
    [{ hours: '9-17' }, '"hours" must be like "09:00-17:30", within one day'],
    [{ hours: '17:00-09:00' }, 'within one day'],
    [{ hours: '00:00-24:01' }, 'within one day'],
    [{ hours: null }, 'within one day'],
    [{ days: ['monday'] }, '"days" must be a list of mon, tue'],
    [{ days: 'mon' }, '"days" must be a list'],
    [{ time_zone: 'Mars' }, '"time_zone" must be a zone like "Europe/Berlin", and "Mars" is none'],
    [{ our: '09:00-17:30' }, '"our" is none of its options'],
  ])('refuses %j in a sentence', (options, sentence) => {
    expect(() => readOptions(strategy, options)).toThrow(sentence);
  });

  describe('in a gateway', () => {
    let gateway: Gateway;
    beforeAll(async () => {
      gateway = await startExample('business-hours-strategy');
    });
    afterAll(() => gateway.stop());

    const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
    const today = new Date().getUTCDay();
    // With the day before and the one after, midnight may pass while the test runs.
    const around = [6, 0, 1].map((step) => DAYS[(today + step) % 7]!);

    const config = (days: readonly string[]) =>
      JSON.stringify({
        strategy: { mode: 'business-hours', hours: '00:00-24:00', days },
        targets: ['large', 'small'].map((model) => ({ provider: 'mock', override_params: { model } })),
      });
    const hello = { model: 'any', max_tokens: 10, messages: [{ role: 'user', content: 'Hello' }] };

    itTypes('does what its page says', () => typeOff('business-hours-strategy', gateway));

    it.each([
      ['within its hours the first target', around, 'large'],
      ['outside them the cheapest', DAYS.filter((day) => !around.includes(day)), 'small'],
    ])('asks %s, whole and streamed, at both doors', async (_what, days, model) => {
      const headers = { 'x-portkey-config': config(days) };
      const replies = await Promise.all(
        ['chat/completions', 'messages'].flatMap((path) =>
          [false, true].map((stream) => ask(gateway, path, headers, { ...hello, stream })),
        ),
      );

      expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      for (const { text } of replies) expect(text).toContain(`"model":"${model}"`);
    });

    it('refuses a config with hours that are none', async () => {
      const wrong = config(around).replace('00:00-24:00', 'mornings');

      const { status, json } = await ask(gateway, 'chat/completions', { 'x-portkey-config': wrong }, hello);

      expect([status, json.error.message]).toEqual([400, expect.stringContaining('"hours" must be like')]);
    });
  });
});
