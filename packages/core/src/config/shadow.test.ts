import { describe, expect, it } from '@jest/globals';
import { leavesOf } from './leaves.ts';
import { read, refusalOf } from './reading.test.support.ts';

const shadow = (members: object = {}) => ({ provider: 'acme', shadow: { name: 'next', target: { provider: 'other' }, ...members } });

describe('a shadow in a config', () => {
  it('gets all requests, for a dollar a day, where nothing else is said', async () => {
    const { shadow: found } = await read(shadow());

    expect(found).toMatchObject({ name: 'next', share: 1, cap: { cost: 1, period: 'daily' }, cached: false });
    expect(found!.config.root).toMatchObject({ kind: 'target', label: 'config.shadow.target', provider: 'other' });
  });

  it('is as it says, in either spelling', async () => {
    const { shadow: found } = await read(shadow({ share: 0.25, cap: { cost: 5, period: 'weekly' }, cached: true }));

    expect(found).toMatchObject({ share: 0.25, cap: { cost: 5, period: 'weekly' }, cached: true });
  });

  it('counts days where its cap names no period', async () => {
    expect((await read(shadow({ cap: { cost: 5 } }))).shadow?.cap).toEqual({ cost: 5, period: 'daily' });
  });

  it('has no cap where that is null', async () => {
    expect((await read(shadow({ cap: null }))).shadow).toHaveProperty('cap', undefined);
  });

  it('is none where it is null', async () => {
    expect(await read({ provider: 'acme', shadow: null })).not.toHaveProperty('shadow');
  });

  it('may go to several targets, and inherits nothing of the config that it copies', async () => {
    const target = { strategy: { mode: 'fallback' }, targets: [{ provider: 'a' }, { virtualKey: 'team', promptId: 'p' }] };

    const config = await read({ ...shadow({ target }), override_params: { temperature: 0 } });

    expect(leavesOf(config.shadow!.config.root)).toMatchObject([
      { label: 'config.shadow.target.targets[0]', overrideParams: {} },
      { label: 'config.shadow.target.targets[1]', overrideParams: {} },
    ]);
    expect(config.shadow!.config.references).toMatchObject({ virtualKeys: ['team'], prompts: ['p'] });
    expect(config.references).toMatchObject({ virtualKeys: [], prompts: [] });
  });

  it('is no field of the provider beside it', async () => {
    const { root } = await read(shadow());

    expect(root).toMatchObject({ fields: {} });
  });

  it('learns under a name of its own', async () => {
    const config = await read(shadow());

    expect(config.shadow!.config.id).not.toBe(config.id);
  });
});

describe('a shadow that is refused', () => {
  it.each([
    ['no object', { provider: 'a', shadow: 'next' }, 'shadow', '"shadow" must be of type object'],
    ['without a name', shadow({ name: undefined }), 'shadow,name', '"shadow.name" is required'],
    ['with an endless name', shadow({ name: 'x'.repeat(101) }), 'shadow,name', 'less than or equal to 100'],
    ['without a target', shadow({ target: undefined }), 'shadow,target', '"shadow.target" is required'],
    ['that goes to a list', shadow({ target: [{ provider: 'a' }] }), 'shadow,target', '"shadow.target" must be of type object'],
    ['of more than all', shadow({ share: 1.1 }), 'shadow,share', 'less than or equal to 1'],
    ['of less than none', shadow({ share: -0.1 }), 'shadow,share', 'greater than or equal to 0'],
    ['of a share in words', shadow({ share: '10%' }), 'shadow,share', 'must be a number'],
    ['with a cap that is a number', shadow({ cap: 5 }), 'shadow,cap', '"shadow.cap" must be of type object'],
    ['with a cap that costs nothing known', shadow({ cap: { period: 'daily' } }), 'shadow,cap,cost', '"shadow.cap.cost" is required'],
    ['with a cap below nothing', shadow({ cap: { cost: -1 } }), 'shadow,cap,cost', 'greater than or equal to 0'],
    ['with a cap by the year', shadow({ cap: { cost: 1, period: 'yearly' } }), 'shadow,cap,period', 'must be one of'],
    ['with something unknown', shadow({ often: true }), 'shadow,often', '"shadow.often" is not allowed'],
    ['whose target is wrong', shadow({ target: { weight: -1 } }), 'shadow,target,weight', '"shadow.target.weight" must be greater'],
    [
      'whose condition leads nowhere',
      // oxlint-disable-next-line unicorn/no-thenable -- `then` is a word of the config language
      shadow({ target: { strategy: { mode: 'conditional', conditions: [{ query: {}, then: 'b' }] }, targets: [{ name: 'a' }] } }),
      'shadow,target,strategy,conditions,0,then',
      'names the target "b"',
    ],
    ['of a shadow', shadow({ target: shadow() }), 'shadow,target,shadow', '"shadow.target.shadow" stands at the root of a config'],
    ['of one target', { strategy: { mode: 'single' }, targets: [shadow()] }, 'targets,0,shadow', '"targets[0].shadow" stands at the root'],
    [
      'that is larger than a config may be',
      shadow({ target: { strategy: { mode: 'single' }, targets: Array.from({ length: 1001 }, () => ({})) } }),
      'shadow,target,targets,1000',
      'in "shadow.target"',
    ],
  ])('is one %s', async (_what, config, path, message) => {
    const { errors = [] } = await refusalOf(config);

    const told = errors.find((error) => error.startsWith(`path: ${path}, `));
    expect(told).toContain(message);
  });
});
