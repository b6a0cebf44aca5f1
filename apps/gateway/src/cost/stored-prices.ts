import type { House } from '@sluice/core';
import type { Stored } from '../open-stored.ts';
import { providerDirectory } from '../providers/directory.ts';
import type { Plugins } from '../plugins/load.ts';
import { beside } from '../stored/beside.ts';
import { openPrices, type Prices } from './price-of.ts';

/** Prices by what is declared and stored, as it is at the moment when one is asked for. */
export function storedPrices(
  { memory, kept }: Pick<Stored, 'memory' | 'kept'>,
  plugins: Pick<Plugins, 'providers' | 'failed'>,
  models: Pick<House['models'], 'find'>,
): Prices {
  const { find } = providerDirectory(plugins);
  const virtualKeys = beside(() => kept.directories().virtualKeys, memory.virtualKeys);
  return openPrices({ contents: () => memory.contents, models, providers: find, virtualKey: (slug) => virtualKeys.find(slug) });
}
