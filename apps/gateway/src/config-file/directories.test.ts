import { describe, expect, it } from '@jest/globals';
import { extensionsOf } from '@sluice/core';
import { defineStrategy } from '@sluice/provider-sdk/strategy';
import { buildDirectories, type DirectoryMeans } from './directories.ts';

const first = defineStrategy({
  mode: 'first',
  options: ({ unsure }) => {
    if (unsure !== undefined) throw new Error('"unsure" is nothing to be');
  },
  propose: () => [{ branch: 0, why: 'it stands first' }],
});

const means: DirectoryMeans = { hash: (token) => token, findProvider: () => undefined };

const fileWith = (strategy: object) => ({
  path: 'sluice.config.yaml',
  environment: {},
  configs: [{ slug: 'pc-first', config: { strategy, targets: [{}] } }],
});

describe('a config file that names a plugin’s strategy', () => {
  it('is read with it', async () => {
    const { configs } = await buildDirectories(fileWith({ mode: 'first' }), { ...means, extensions: extensionsOf([first]) });

    expect(configs.get('pc-first')!.config.root).toMatchObject({ strategy: { mode: 'custom', strategy: first } });
  });

  it('is refused by the place, in the plugin’s own words, where the plugin does', async () => {
    const building = buildDirectories(fileWith({ mode: 'first', unsure: true }), { ...means, extensions: extensionsOf([first]) });

    await expect(building).rejects.toThrow(
      /^configs\[0\]\.config: .*"strategy" is refused by the strategy "first": "unsure" is nothing to be/,
    );
  });

  it('is refused where no plugin was loaded', async () => {
    await expect(buildDirectories(fileWith({ mode: 'first' }), means)).rejects.toThrow('"first" is brought by no loaded plugin');
  });
});
