import { Shelf, type House, type Prompt } from '@sluice/core';
import { withStoredWorkspaces } from '../config-file/build/with-stored-workspaces.ts';
import type { Directories } from '../config-file/directories.ts';
import type { LiveConfig } from '../live-config.ts';
import type { ModelEntries } from '../models/directory.ts';
import type { KeyHash } from '../state/key-hash.ts';
import type { Aliases } from './aliases.ts';
import { beside, merged } from './beside.ts';
import { keyDirectory } from './key-directory.ts';
import type { Memory } from './memory.ts';

/** What the house keeps for callers, wherever it comes from. */
export interface Stocked extends Pick<House, 'keys' | 'virtualKeys' | 'configs' | 'prompts' | 'guardrails'> {
  /** What the config file declares, its workspaces being the store's where that has them. */
  readonly directories: () => Directories;
  readonly aliases: () => Aliases;
  readonly models: () => ModelEntries;
}

export interface StockedMeans {
  readonly live: LiveConfig;
  readonly memory: Memory;
  readonly hash: KeyHash;
  /** The key that the environment presets. */
  readonly presetKey: string | undefined;
}

/** The config file and the store as one. */
export function stocked({ live, memory, hash, presetKey }: StockedMeans): Stocked {
  const aliases = merged<string>();
  const models = merged<ModelEntries[string][string]>();
  // Hashed again with all else where the secret for it has changed.
  let preset = { epoch: -1, hash: undefined as string | undefined };
  const epoch = () => live.epoch + memory.keysEpoch;
  // A workspace of the file is the store's of the same slug, as soon as there is one.
  let placed = { epoch: -1, directories: undefined as Directories | undefined };
  const directories = (): Directories => {
    if (placed.directories === undefined || placed.epoch !== epoch()) {
      const idOf = (slug: string) => memory.contents.workspaces.named(slug)?.id;
      placed = { epoch: epoch(), directories: withStoredWorkspaces(live.directories, idOf) };
    }
    return placed.directories!;
  };
  const presetHash = () => {
    if (presetKey !== undefined && preset.epoch !== epoch()) preset = { epoch: epoch(), hash: hash(presetKey) };
    return preset.hash;
  };
  return {
    directories,
    keys: keyDirectory({ hash, presetHash, declared: () => directories().apiKeys, stored: (each) => memory.findKey(each), epoch }),
    virtualKeys: new Shelf(
      'The virtual key',
      beside(() => directories().virtualKeys, memory.virtualKeys),
    ),
    configs: new Shelf(
      'The config',
      beside(() => directories().configs, memory.configs),
    ),
    prompts: new Shelf(
      'The stored prompt',
      beside<Prompt>(() => directories().prompts, memory.prompts),
    ),
    guardrails: new Shelf(
      'The guardrail',
      beside(() => directories().guardrails, memory.guardrails),
    ),
    aliases: () => aliases(live.directories.aliases, memory.aliases()),
    models: () => models(live.directories.models, memory.modelEntries()),
  };
}
