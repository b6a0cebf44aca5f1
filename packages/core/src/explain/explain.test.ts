import { describe, expect, it } from '@jest/globals';
import { chatRequest, configured, testHouse } from '../house.test.support.ts';
import { authenticate } from '../rooms/authenticate.ts';
import { createExplainer } from './explain.ts';

const { house } = testHouse(() => ({ status: 200, text: '{}' }));

const explain = createExplainer(house);

const explained = (config: unknown, headers: Readonly<Record<string, string>> = {}) => {
  const incoming = configured(config, undefined, headers);
  return explain(incoming, authenticate(incoming.headers, house));
};

const many = (count: number) => Array.from({ length: count }, () => ({ provider: 'acme' }));

describe('an explanation', () => {
  it('has a target also where there is no config', async () => {
    const incoming = chatRequest({ authorization: 'own', 'x-portkey-provider': 'acme' });

    const explanation = await explain(incoming, authenticate(incoming.headers, house));

    expect(explanation).toMatchObject({
      order: ['config'],
      targets: [{ target: 'config', provider: 'acme', model: 'new', turn: 1, limits: { tries: 1 } }],
      config: null,
    });
  });

  it('says of each target when its turn comes', async () => {
    const { targets } = await explained({ strategy: { mode: 'fallback' }, targets: many(3) });

    expect(targets.map(({ turn }) => turn)).toEqual([1, 2, 3]);
  });

  it('says whom it would call for those who are asked, and for the first fifty of the others', async () => {
    const draws = { strategy: { mode: 'single' }, targets: many(60) };
    const asked = await explained({ strategy: { mode: 'fallback' }, targets: many(60) });
    const notAsked = await explained(draws);

    const drafted = ({ targets }: typeof asked) => targets.filter(({ url }) => url !== null).length;

    expect([drafted(asked), drafted(notAsked)]).toEqual([60, 50]);
    expect(notAsked.targets.at(-1)).toMatchObject({ provider: 'acme', model: 'new', url: null, error: null, turn: null });
  });

  it('tells no credential that a condition asks about', async () => {
    const strategy = {
      mode: 'conditional',
      // oxlint-disable-next-line unicorn/no-thenable -- `then` is a word of the config language
      conditions: [{ query: { 'headers.authorization': { $regex: 'secret' } }, then: 'a' }],
    };

    const explanation = await explained({ strategy, targets: [{ name: 'a', provider: 'acme' }] }, { authorization: 'Bearer sk-secret' });

    expect(explanation.conditions).toMatchObject([{ holds: true, text: 'headers.authorization $regex [redacted] (is [redacted])' }]);
    expect(JSON.stringify(explanation)).not.toContain('sk-secret');
  });
});
