import { describe, expect, it } from '@jest/globals';
import { isFaultError } from '@sluice/provider-sdk';
import type { RouteConfig } from '../config/config.ts';
import { targetAt } from '../config/node.test.support.ts';
import { NO_REFERENCES } from '../config/references.ts';
import type { StoredConfig } from '../house.ts';
import { chatRequest, KEY, testHouse } from '../house.test.support.ts';
import { Shelf } from '../shelf.ts';
import { KnownConfigs, resolve } from './resolve.ts';

const asked: string[] = [];

const SAVED: RouteConfig = { id: 'pc-main', root: targetAt('config'), references: NO_REFERENCES, choosesByLatency: false };

const STORED = { id: 'c', slug: 'pc-main', versionId: 'v', workspaces: undefined, config: SAVED };

const { house } = testHouse(() => ({ status: 200, text: '{}' }), {
  changes: {
    configs: new Shelf<StoredConfig>('The config', {
      find: (slug) => (asked.push(slug), slug === 'pc-main' ? STORED : undefined),
      all: () => [STORED],
    }),
  },
});

const keyWith = (config: string | undefined) => ({ ...KEY, defaults: { ...KEY.defaults, config } });

/** What a header comes to, for a caller whose key has a default. */
const resolved = async (header: string | undefined, fallback?: string) =>
  resolve(
    chatRequest(header === undefined ? {} : { 'x-portkey-config': header }),
    { key: keyWith(fallback), credential: undefined, secrets: [] },
    house,
    new KnownConfigs(),
  );

async function refusalOf(header: string) {
  try {
    await resolved(header);
  } catch (error) {
    if (isFaultError(error)) return error.fault;
    throw error;
  }
  throw new Error('it was not refused');
}

const targets = (count: number, name: string) =>
  JSON.stringify({ strategy: { mode: 'loadbalance' }, targets: Array.from({ length: count }, () => ({ name, provider: 'acme' })) });

describe('the config of a request', () => {
  it('is the saved one that it names', async () => {
    expect(await resolved('pc-main')).toBe(STORED);
  });

  it.each([undefined, '', 'null', ' null '])('is the default of its key where the header says %j', async (header) => {
    expect(await resolved(header, 'pc-main')).toBe(STORED);
    expect(await resolved(header)).toBeUndefined();
  });

  it.each(['true', 'false', '123', '1.5', '-1', '1e5', '[]', '[{}]', '"pc-main"', '{oops'])(
    'must be a JSON object where it is not a slug: %s',
    async (header) => {
      asked.length = 0;

      const fault = await refusalOf(header);

      expect(fault).toMatchObject({ kind: 'invalid_request', code: 'invalid_config', param: 'x-portkey-config' });
      expect(fault.message).toMatch(/^Invalid config passed\. You need to pass a valid json/);
      expect(asked).toEqual([]);
    },
  );

  it.each(['1.2.3', '7days', 'nullable', 'true-north'])('may be saved under a name such as %s', async (slug) => {
    expect((await refusalOf(slug)).message).toMatch(`no config "${slug}" is known`);
  });
});

describe('known configs', () => {
  it('are read once', async () => {
    const configs = new KnownConfigs();

    const first = await configs.read(targets(2, 'a'), house);

    expect(configs.read(targets(2, 'a'), house)).toBe(first);
  });

  it('are kept by what they weigh, and not by how long their text is', async () => {
    const configs = new KnownConfigs({ mostBytes: 100_000 });
    const [light, heavy, other] = [targets(1, 'a'), targets(30, 'b'), targets(30, 'c')];

    for (const text of [heavy, light, other]) await configs.read(text, house);

    expect(configs.read(light, house)).not.toBeInstanceOf(Promise);
    expect(configs.read(other, house)).not.toBeInstanceOf(Promise);
    expect(configs.read(heavy, house)).toBeInstanceOf(Promise);
  });

  it.each([
    ['by its targets', targets(30, 'a')],
    ['by its forks', `${'{"strategy":{"mode":"single"},"targets":['.repeat(100)}{}${']}'.repeat(100)}`],
  ])('are not kept where one alone is too heavy: %s', async (_, text) => {
    const configs = new KnownConfigs({ mostBytes: 20_000 });

    await configs.read(text, house);

    expect(configs.read(text, house)).toBeInstanceOf(Promise);
  });
});
